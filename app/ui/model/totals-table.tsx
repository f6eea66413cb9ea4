import { Fragment } from 'react';
import { totalsSql } from '../../commands/read-scenario.ts';
import type { ScenarioTotals } from '../../core/models/scenario/results.ts';
import { askedScenario, chosenExplored } from '../../state/chosen-scenario.ts';
import { hasFacades, TRAFFIC_TOTALS } from '../../state/own-place.ts';
import { type ShownTotal, shownTotal } from '../../state/shown-totals.ts';
import { useAppState } from '../app-context.tsx';
import { figure, relativeChange, signedFigure } from '../format/changes.ts';
import { count } from '../format/numbers.ts';
import { type Translate, useText } from '../i18n/text.ts';
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

/** What a total, or its change, could be; empty where nothing is known of that. */
function rangeWords({ change, spread, ranges }: ShownTotal, hasChanges: boolean, t: Translate): string {
  if (spread !== null) return rangeAndCertainty(spread, t);
  if (ranges === null) return '';
  if (!hasChanges) {
    return t('range.provisional', { low: figure(ranges.before.low), high: figure(ranges.before.high) });
  }
  const { low, high } = ranges.change;
  if (change === 0 && low === 0 && high === 0) return '';
  return t('range.provisional', { low: signedFigure(low), high: signedFigure(high) });
}

/** Baseline and scenario side by side, the change absolute and relative, and how sure it is once that was asked. */
export function TotalsTable({ hasChanges }: { readonly hasChanges: boolean }) {
  const t = useText();
  const before = useAppState((state) => state.scenarioRun.before);
  const after = useAppState((state) => state.scenarioRun.after);
  const scenarioId = useAppState((state) => askedScenario(state).id);
  const explored = useAppState(chosenExplored);
  const provisional = useAppState((state) => state.scenarioRun.provisional);
  const facades = useAppState(hasFacades);
  if (before === null || after === null) return null;
  const title = t('results.totals');
  return (
    <Section title={title} aside={<ShowSql title={title} sql={totalsSql(scenarioId)} />}>
      <p className="small muted totals-kind">
        {explored === null || !hasChanges
          ? t(facades ? 'results.single-run' : 'results.single-run.traffic')
          : t(facades ? 'results.medians' : 'results.medians.traffic', { draws: count(explored.draws) })}
        {provisional === null || (explored !== null && hasChanges) ? '' : ` ${t('range.about')}`}
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
            const total = shownTotal(name, before, after, hasChanges ? explored : null, provisional);
            const { change } = total;
            const words = rangeWords(total, hasChanges, t);
            return (
              <Fragment key={name}>
                <tr className={words === '' ? '' : 'explored'}>
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
                {words === '' ? null : (
                  <tr>
                    <td colSpan={hasChanges ? 4 : 2} className="certainty muted">
                      {words}
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
