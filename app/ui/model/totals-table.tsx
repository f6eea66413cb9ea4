import { Fragment } from 'react';
import { TOTALS_SQL } from '../../commands/read-scenario.ts';
import type { ScenarioTotals } from '../../core/models/scenario/results.ts';
import type { Exploration } from '../../core/models/scenario/what-if.ts';
import { askedScenario, scenarioKey } from '../../state/chosen-scenario.ts';
import { useAppState } from '../app-context.tsx';
import { figure, relativeChange, signedFigure } from '../format/changes.ts';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { certaintyWords } from './certainty.ts';
import { ShowSql } from './show-sql.tsx';

const TOTALS = [
  'vehKmPerDay',
  'vehHoursPerDay',
  'tripsPerDay',
  'co2TonnesPerDay',
  'noxKgPerDay',
  'pm25KgPerDay',
  'no2MeanUgM3',
  'pm25MeanUgM3',
  'peopleAboveNo2',
  'peopleAboveLden',
  'heatIslandMeanK',
] as const satisfies readonly (keyof ScenarioTotals)[];

const isExplored = (name: string): name is keyof Exploration['totals'] =>
  name === 'no2MeanUgM3' || name === 'vehKmPerDay' || name === 'co2TonnesPerDay' || name === 'peopleAboveNo2';

/** Baseline and scenario side by side, the change absolute and relative, and how sure it is once that was asked. */
export function TotalsTable({ hasChanges }: { readonly hasChanges: boolean }) {
  const t = useText();
  const before = useAppState((state) => state.scenarioRun.before);
  const after = useAppState((state) => state.scenarioRun.after);
  const spreads = useAppState((state) =>
    state.exploreRun.key === scenarioKey(askedScenario(state)) ? state.exploreRun.totals : null,
  );
  if (before === null || after === null) return null;
  const title = t('results.totals');
  return (
    <Section title={title} aside={<ShowSql title={title} sql={TOTALS_SQL} />}>
      <table className="table totals">
        <thead>
          <tr>
            <th scope="col">{t('results.figure')}</th>
            <th scope="col" className="number">
              {t('results.baseline')}
            </th>
            {hasChanges ? (
              <>
                <th scope="col" className="number">
                  {t('results.scenario')}
                </th>
                <th scope="col" className="number">
                  {t('results.change')}
                </th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {TOTALS.map((name) => {
            const change = after[name] - before[name];
            const spread = isExplored(name) ? spreads?.[name] : undefined;
            return (
              <Fragment key={name}>
                <tr className={spread !== undefined && hasChanges ? 'explored' : ''}>
                  <th scope="row">
                    {t(`total.${name}`)} <span className="unit muted">{t(`total.unit.${name}`)}</span>
                  </th>
                  <td className="number">{figure(before[name])}</td>
                  {hasChanges ? (
                    <>
                      <td className="number">{figure(after[name])}</td>
                      <td className="number">
                        <strong>{change === 0 ? t('results.none') : signedFigure(change)}</strong>
                        {change === 0 ? null : (
                          <span className="relative">{relativeChange(before[name], after[name])}</span>
                        )}
                      </td>
                    </>
                  ) : null}
                </tr>
                {spread !== undefined && hasChanges ? (
                  <tr>
                    <td colSpan={4} className="certainty muted">
                      {t('results.interval', { low: signedFigure(spread.low), high: signedFigure(spread.high) })} ·{' '}
                      {certaintyWords(spread, t)}
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
