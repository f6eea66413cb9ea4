import { chosenExplored } from '../../state/chosen-scenario.ts';
import { hasFacades } from '../../state/own-place.ts';
import { shownTotal } from '../../state/shown-totals.ts';
import { useAppState } from '../app-context.tsx';
import { figure, relativeChange, signedFigure } from '../format/changes.ts';
import { useText } from '../i18n/text.ts';

const FIGURES = ['vehKmPerDay', 'no2MeanUgM3', 'peopleAboveNo2'] as const;
const TRAFFIC_FIGURES = ['vehKmPerDay', 'vehHoursPerDay', 'co2TonnesPerDay'] as const;

/** The three figures that say most, always in sight; paler while newer ones are on their way. */
export function Headline({ stale }: { readonly stale: boolean }) {
  const t = useText();
  const before = useAppState((state) => state.scenarioRun.before);
  const after = useAppState((state) => state.scenarioRun.after);
  const explored = useAppState(chosenExplored);
  const provisional = useAppState((state) => state.scenarioRun.provisional);
  const facades = useAppState(hasFacades);
  if (before === null || after === null) return null;
  return (
    <>
      <dl className={`headline${stale ? ' stale' : ''}`}>
        {(facades ? FIGURES : TRAFFIC_FIGURES).map((name) => {
          const total = shownTotal(name, before, after, explored, provisional);
          const { change, ranges } = total;
          const range = change === 0 ? ranges?.after : ranges?.change;
          const written = change === 0 ? figure : signedFigure;
          return (
            <div key={name} className="headline-figure">
              <dt className="small muted">{t(`total.short.${name}`)}</dt>
              <dd>
                <strong>{change === 0 ? figure(total.after) : signedFigure(change)}</strong>
                <span className="small muted">
                  {t(`total.unit-short.${name}`)}
                  {change === 0 ? '' : ` · ${relativeChange(total.before, total.before + change)}`}
                </span>
                {ranges === null || range === undefined || (range.low === 0 && range.high === 0) ? null : (
                  <span className="small muted">
                    {t(ranges.kind === 'draws' ? 'results.interval' : 'range.provisional', {
                      low: written(range.low),
                      high: written(range.high),
                    })}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {stale ? <p className="visually-hidden">{t('model.stale')}</p> : null}
    </>
  );
}
