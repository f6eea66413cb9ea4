import { changeOwnDraft } from '../../commands/change-own-draft.ts';
import type { OwnBuildingsSpec } from '../../core/models/own-place/own-place-spec.ts';
import { findHeightColumn, USUAL_HEIGHT_M } from '../../state/own-place.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Section } from '../parts/section.tsx';
import { NumberField } from './own-number-field.tsx';
import type { OwnPartProps } from './own-streets-zones.tsx';

const NONE = '';

/** Buildings make canyons of streets and put people behind façades; without them there is traffic only. */
export function OwnStreetsBuildings({ draft, tables }: OwnPartProps) {
  const t = useText();
  const run = useCommand();
  const { buildings } = draft;
  const surfaces = tables.filter(({ shape }) => shape === 'surface');
  const columns = surfaces.find(({ name }) => name === buildings?.table)?.columns ?? [];
  const change = (next: OwnBuildingsSpec | null) => run(changeOwnDraft, { ...draft, buildings: next });
  return (
    <Section title={t('own.buildings')}>
      <p className="small muted">{t('own.buildings.how')}</p>
      <div className="own-columns">
        <Choice
          label={t('own.buildings.table')}
          value={buildings?.table ?? NONE}
          options={[
            { value: NONE, label: t('own.buildings.none') },
            ...surfaces.map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(name) => {
            const table = surfaces.find((candidate) => candidate.name === name);
            const names = table?.columns.map((column) => column.name) ?? [];
            change(
              table === undefined || table.geometry === null
                ? null
                : {
                    table: table.name,
                    geometry: table.geometry,
                    heightColumn: findHeightColumn(names),
                    heightM: USUAL_HEIGHT_M,
                  },
            );
          }}
        />
        {buildings === null ? null : (
          <>
            <Choice
              label={t('own.buildings.height')}
              value={buildings.heightColumn ?? NONE}
              options={[
                { value: NONE, label: t('own.columns.no') },
                ...columns.map(({ name }) => ({ value: name, label: name })),
              ]}
              onChange={(name) => change({ ...buildings, heightColumn: name === NONE ? null : name })}
            />
            <NumberField
              label={t('own.buildings.default')}
              value={buildings.heightM}
              range={[1, 300]}
              onChange={(heightM) => change({ ...buildings, heightM: heightM ?? USUAL_HEIGHT_M })}
            />
          </>
        )}
      </div>
    </Section>
  );
}
