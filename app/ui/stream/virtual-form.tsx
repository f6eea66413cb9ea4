import { Button } from 'react-aria-components';
import type { OwnTable } from '../../commands/own-tables.ts';
import { placeVirtualSensors, removeVirtualSensors } from '../../commands/place-virtual-sensors.ts';
import type { VirtualSensorsSpec } from '../../core/models/own-place/virtual-sensors-spec.ts';
import {
  countOf,
  FARTHEST_APART_M,
  MOST_VIRTUAL_SENSORS,
  propertiesOf,
  VIRTUAL_SENSOR_KINDS,
} from '../../state/own-city.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { NumberField } from '../model/own-number-field.tsx';
import { Choice } from '../parts/choice.tsx';
import { Note } from '../parts/note.tsx';

const NONE = '';

export interface VirtualFormProps {
  readonly tables: readonly OwnTable[];
  readonly draft: VirtualSensorsSpec;
  readonly onChange: (draft: VirtualSensorsSpec) => void;
  readonly draftFor: (table: OwnTable) => VirtualSensorsSpec;
}

/** On what they stand, of which kinds how many; what came of it is said below. */
export function VirtualForm({ tables, draft, onChange, draftFor }: VirtualFormProps) {
  const t = useText();
  const run = useCommand();
  const { sensors, placed, status } = useAppState((state) => state.ownCity);
  const table = tables.find(({ name }) => name === draft.table);
  const count = countOf(draft);
  const isTooMany = count > MOST_VIRTUAL_SENSORS;
  const place = (spec: VirtualSensorsSpec) => {
    onChange(spec);
    run(placeVirtualSensors, spec);
  };
  return (
    <>
      <div className="own-columns">
        <Choice
          label={t('virtual.table')}
          value={draft.table}
          options={tables.map(({ name, rowCount }) => ({
            value: name,
            label: name,
            ...(rowCount === null ? {} : { aside: t('own.rows', { count: rowCount }) }),
          }))}
          onChange={(name) => {
            const chosen = tables.find((candidate) => candidate.name === name);
            if (chosen !== undefined) onChange(draftFor(chosen));
          }}
        />
        <Choice
          label={t('virtual.names')}
          value={draft.nameColumn ?? NONE}
          options={[
            { value: NONE, label: t('virtual.names.none') },
            ...(table?.columns ?? []).map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(name) => onChange({ ...draft, nameColumn: name === NONE ? null : name })}
        />
      </div>
      <fieldset className="virtual-counts">
        <legend className="field-label">{t('virtual.counts')}</legend>
        <div className="own-columns">
          {VIRTUAL_SENSOR_KINDS.map((kind) => (
            <NumberField
              key={kind}
              label={t('virtual.count-of', {
                kind: t(`virtual.kind.${kind}`),
                unit: propertiesOf(kind)
                  .slice(0, 3)
                  .map((property) => attributeName(property, t))
                  .join(', '),
              })}
              value={draft.counts[kind] ?? 0}
              range={[0, MOST_VIRTUAL_SENSORS]}
              onChange={(value) => onChange({ ...draft, counts: { ...draft.counts, [kind]: Math.round(value ?? 0) } })}
            />
          ))}
          <NumberField
            label={t('virtual.apart')}
            value={draft.apartM}
            range={[0, FARTHEST_APART_M]}
            onChange={(apartM) => onChange({ ...draft, apartM: apartM ?? 0 })}
          />
        </div>
      </fieldset>
      {isTooMany ? <Note tone="warning">{t('virtual.too-many', { most: MOST_VIRTUAL_SENSORS, count })}</Note> : null}
      <div className="join-actions">
        <Button
          className={`button${placed === null ? ' primary' : ''}`}
          isDisabled={count === 0 || isTooMany || status !== 'idle'}
          onPress={() => place(draft)}
        >
          {status === 'placing'
            ? t('virtual.placing')
            : placed === null
              ? t('virtual.place')
              : t('virtual.place-again')}
        </Button>
        {placed === null || sensors === null ? null : (
          <>
            <Button
              className="button"
              isDisabled={status !== 'idle'}
              onPress={() => place({ ...draft, seed: sensors.seed + 1 })}
            >
              {t('virtual.another')}
            </Button>
            <Button className="button" isDisabled={status !== 'idle'} onPress={() => run(removeVirtualSensors)}>
              {t('virtual.remove')}
            </Button>
          </>
        )}
      </div>
      {placed === null || sensors === null ? null : (
        <div role="status">
          <p>{t('virtual.standing', { count: placed.count, table: sensors.table })}</p>
          {placed.issues.map(({ code, kind, placed: standing }) => (
            <p key={kind} className="small">
              {t(`virtual.issue.${code}`, { kind: t(`virtual.kind.${kind}`), placed: standing })}
            </p>
          ))}
        </div>
      )}
    </>
  );
}
