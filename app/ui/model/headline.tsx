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
  const facades = useAppState(hasFacades);
  if (before === null || after === null) return null;
  return (
    <>
      <dl className={`headline${stale ? ' stale' : ''}`}>
        {(facades ? FIGURES : TRAFFIC_FIGURES).map((name) => {
          const total = shownTotal(name, before, after, explored);
          const { change, spread } = total;
          return (
            <div key={name} className="headline-figure">
              <dt className="small muted">{t(`total.short.${name}`)}</dt>
              <dd>
                <strong>{change === 0 ? figure(total.after) : signedFigure(change)}</strong>
                <span className="small muted">
                  {t(`total.unit-short.${name}`)}
                  {change === 0 ? '' : ` · ${relativeChange(total.before, total.before + change)}`}
                </span>
                {spread === null || (spread.low === 0 && spread.high === 0) ? null : (
                  <span className="small muted">
                    {t('results.interval', { low: signedFigure(spread.low), high: signedFigure(spread.high) })}
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
