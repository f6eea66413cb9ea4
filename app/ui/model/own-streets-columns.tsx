import { useId } from 'react';
import { changeOwnDraft } from '../../commands/change-own-draft.ts';
import type { OwnTable } from '../../commands/own-tables.ts';
import type { OwnPlaceSpec, OwnStreetsSpec } from '../../core/models/own-place/own-place-spec.ts';
import { STREET_ASPECTS, type StreetAspect } from '../../state/own-place.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { NumberField } from './own-number-field.tsx';

const NONE = '';

/** Which column says what, and what holds for every street whatever its columns say. */
export function OwnStreetsColumns({ draft, table }: { readonly draft: OwnPlaceSpec; readonly table: OwnTable }) {
  const t = useText();
  const run = useCommand();
  const heading = useId();
  const { streets } = draft;
  const change = (fields: Partial<OwnStreetsSpec>) =>
    run(changeOwnDraft, { ...draft, streets: { ...streets, ...fields } });
  const choose = (aspect: StreetAspect, name: string) =>
    change({ columns: { ...streets.columns, [aspect]: name === NONE ? null : name } });
  const found = STREET_ASPECTS.filter((aspect) => streets.columns[aspect] !== null);
  return (
    <>
      <p className="small" id={heading}>
        {found.length === 0
          ? t('own.columns.none')
          : t('own.columns.found', { list: found.map((aspect) => t(`own.aspect.${aspect}`)).join(', ') })}
      </p>
      <details className="card-tables">
        <summary className="small">{t('own.columns.change')}</summary>
        <div className="own-columns">
          {STREET_ASPECTS.map((aspect) => (
            <Choice
              key={aspect}
              label={t(`own.aspect.${aspect}`)}
              value={streets.columns[aspect] ?? NONE}
              options={[
                { value: NONE, label: t('own.columns.no') },
                ...table.columns.map(({ name, sqlType }) => ({
                  value: name,
                  label: name,
                  aside: sqlType.toLowerCase(),
                })),
              ]}
              onChange={(name) => choose(aspect, name)}
            />
          ))}
        </div>
        <div className="own-columns">
          <NumberField
            label={t('own.speed')}
            hint={t('own.by-class')}
            value={streets.speedKmh}
            range={[5, 150]}
            onChange={(speedKmh) => change({ speedKmh })}
          />
          <NumberField
            label={t('own.lanes')}
            hint={t('own.by-class')}
            value={streets.lanesEachWay}
            range={[1, 8]}
            onChange={(lanesEachWay) => change({ lanesEachWay })}
          />
          <NumberField
            label={t('own.snap')}
            value={streets.snapM}
            range={[0.1, 50]}
            onChange={(snapM) => change({ snapM: snapM ?? streets.snapM })}
          />
        </div>
        <Toggle on={streets.lanesAreTotal} onChange={(lanesAreTotal) => change({ lanesAreTotal })}>
          {t('own.lanes-total')}
        </Toggle>
      </details>
      <Toggle on={streets.joinCrossings} onChange={(joinCrossings) => change({ joinCrossings })}>
        {t('own.join')}
      </Toggle>
    </>
  );
}
