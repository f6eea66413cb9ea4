import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { Button } from 'react-aria-components';
import { changeOwnDraft } from '../../commands/change-own-draft.ts';
import { importTrips } from '../../commands/import-trips.ts';
import type { TripsSpec } from '../../core/models/own-place/own-place-spec.ts';
import { USUAL_THROUGH_SHARE } from '../../state/own-place.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Range } from '../parts/range.tsx';
import { Section } from '../parts/section.tsx';
import { Segmented } from '../parts/segmented.tsx';
import type { OwnPartProps } from './own-streets-zones.tsx';

const KINDS = ['gravity', 'table'] as const;
const PERIODS = ['day', 'busiest-hour'] as const;

/** Who drives from where to where: modelled from the people, or a table the city has. */
export function OwnStreetsTrips({ draft, tables }: OwnPartProps) {
  const t = useText();
  const run = useCommand();
  const file = useRef<HTMLInputElement>(null);
  const { trips } = draft;
  const usable = tables.filter(({ columns }) => columns.length >= 3);
  const change = (next: TripsSpec) => run(changeOwnDraft, { ...draft, trips: next });
  const tableTrips = (name: string): TripsSpec | null => {
    const table = usable.find((candidate) => candidate.name === name);
    if (table === undefined) return null;
    const [origin, destination, amount] = table.columns.map((column) => column.name);
    return {
      kind: 'table',
      table: table.name,
      originColumn: origin!,
      destinationColumn: destination!,
      tripsColumn: amount!,
      per: 'day',
    };
  };
  return (
    <Section title={t('own.trips')}>
      <Segmented
        label={t('own.trips')}
        value={trips.kind}
        options={KINDS.filter((kind) => kind === 'gravity' || trips.kind === 'table' || usable.length > 0).map(
          (kind) => ({
            value: kind,
            label: t(`own.trips.${kind}`),
          }),
        )}
        onChange={(kind) => {
          if (kind === 'gravity') change({ kind, throughShare: USUAL_THROUGH_SHARE });
          else {
            const next = usable[0] === undefined ? null : tableTrips(usable[0].name);
            if (next !== null) change(next);
          }
        }}
      />
      <p className="small muted">{t(`own.trips.${trips.kind}.how`)}</p>
      {trips.kind === 'gravity' ? (
        <div className="setting-row own-through">
          <span className="muted">{t('own.trips.through')}</span>
          <Range
            label={t('own.trips.through')}
            value={Math.round(trips.throughShare * 100)}
            min={0}
            max={100}
            step={1}
            valueText={t('place.percent', { value: String(Math.round(trips.throughShare * 100)) })}
            onChange={(percent) => change({ kind: 'gravity', throughShare: percent / 100 })}
          />
          <span className="setting-value">
            {t('place.percent', { value: String(Math.round(trips.throughShare * 100)) })}
          </span>
        </div>
      ) : (
        <div className="own-columns">
          <Choice
            label={t('own.trips.layer')}
            value={trips.table}
            options={usable.map(({ name }) => ({ value: name, label: name }))}
            onChange={(name) => {
              const next = tableTrips(name);
              if (next !== null) change(next);
            }}
          />
          {(['originColumn', 'destinationColumn', 'tripsColumn'] as const).map((key) => (
            <Choice
              key={key}
              label={t(`own.trips.${key}`)}
              value={trips[key]}
              options={(usable.find(({ name }) => name === trips.table)?.columns ?? []).map(({ name }) => ({
                value: name,
                label: name,
              }))}
              onChange={(name) => change({ ...trips, [key]: name })}
            />
          ))}
          <Choice
            label={t('own.trips.per')}
            value={trips.per}
            options={PERIODS.map((value) => ({ value, label: t(`own.trips.per.${value}`) }))}
            onChange={(per) => change({ ...trips, per: per === 'day' ? 'day' : 'busiest-hour' })}
          />
        </div>
      )}
      <Button className="button small" onPress={() => file.current?.click()}>
        <Upload className="icon" aria-hidden="true" />
        {t('own.trips.import')}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".csv,.txt,.tsv,.tntp,text/csv,text/plain"
        hidden
        aria-label={t('own.trips.import')}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = '';
          void chosen?.text().then((text) => run(importTrips, chosen.name, text));
        }}
      />
    </Section>
  );
}
