import { Fragment } from 'react';
import { totalsSql } from '../../commands/read-scenario.ts';
import type { ScenarioTotals } from '../../core/models/scenario/results.ts';
import { askedScenario, chosenExplored } from '../../state/chosen-scenario.ts';
import { hasFacades, TRAFFIC_TOTALS } from '../../state/own-place.ts';
import { shownTotal } from '../../state/shown-totals.ts';
import { useAppState } from '../app-context.tsx';
import { figure, relativeChange } from '../format/changes.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { changeWords, rangeAndCertainty } from './certainty.ts';
import { ShowSql } from './show-sql.tsx';

/** As they are read: who drives, what that emits, what arrives, how loud it is. Age groups have a place of their own. */
export const SHOWN_TOTALS = [
  'vehKmPerDay',
  'vehHoursPerDay',
  'tripsPerDay',
  'co2TonnesPerDay',
  'noxKgPerDay',
  'pm10KgPerDay',
  'pm25KgPerDay',
  'no2MeanUgM3',
  'pm10MeanUgM3',
  'pm25MeanUgM3',
  'peopleAboveNo2',
  'peopleAboveLden',
  'peopleAboveLdenEnd',
  'peopleAboveLnight',
  'peopleAboveLnightEnd',
  'heatIslandMeanK',
] as const satisfies readonly (keyof ScenarioTotals)[];

/** Baseline and scenario side by side, the change absolute and relative, and how sure it is once that was asked. */
export function TotalsTable({ hasChanges }: { readonly hasChanges: boolean }) {
  const t = useText();
  const before = useAppState((state) => state.scenarioRun.before);
  const after = useAppState((state) => state.scenarioRun.after);
  const scenarioId = useAppState((state) => askedScenario(state).id);
  const explored = useAppState(chosenExplored);
  const facades = useAppState(hasFacades);
  if (before === null || after === null) return null;
  const title = t('results.totals');
  return (
    <Section title={title} aside={<ShowSql title={title} sql={totalsSql(scenarioId)} />}>
      <p className="small muted totals-kind">
        {explored === null || !hasChanges
          ? t(facades ? 'results.single-run' : 'results.single-run.traffic')
          : t(facades ? 'results.medians' : 'results.medians.traffic', { draws: count(explored.draws) })}
      </p>
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
          {SHOWN_TOTALS.filter((name) => facades || TRAFFIC_TOTALS.has(name)).map((name) => {
            const total = shownTotal(name, before, after, hasChanges ? explored : null);
            const { change, spread } = total;
            return (
              <Fragment key={name}>
                <tr className={spread === null ? '' : 'explored'}>
                  <th scope="row">
                    {t(`total.${name}`)} <span className="unit muted">{t(`total.unit.${name}`)}</span>
                  </th>
                  <td className="number">{figure(total.before)}</td>
                  {hasChanges ? (
                    <>
                      <td className="number">{figure(total.after)}</td>
                      <td className="number">
                        <strong>{changeWords(change, t)}</strong>
                        {change === 0 ? null : (
                          <span className="relative">{relativeChange(total.before, total.before + change)}</span>
                        )}
                      </td>
                    </>
                  ) : null}
                </tr>
                {spread === null ? null : (
                  <tr>
                    <td colSpan={4} className="certainty muted">
                      {rangeAndCertainty(spread, t)}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
