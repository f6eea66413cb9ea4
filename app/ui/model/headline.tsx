import { useAppState } from '../app-context.tsx';
import { figure, relativeChange, signedFigure } from '../format/changes.ts';
import { useText } from '../i18n/text.ts';

const FIGURES = ['vehKmPerDay', 'no2MeanUgM3', 'peopleAboveNo2'] as const;

/** The three figures that say most, always in sight; paler while newer ones are on their way. */
export function Headline({ stale }: { readonly stale: boolean }) {
  const t = useText();
  const before = useAppState((state) => state.scenarioRun.before);
  const after = useAppState((state) => state.scenarioRun.after);
  if (before === null || after === null) return null;
  return (
    <>
      <dl className={`headline${stale ? ' stale' : ''}`}>
        {FIGURES.map((name) => {
          const change = after[name] - before[name];
          return (
            <div key={name} className="headline-figure">
              <dt className="small muted">{t(`total.short.${name}`)}</dt>
              <dd>
                <strong>{change === 0 ? figure(after[name]) : signedFigure(change)}</strong>
                <span className="small muted">
                  {t(`total.unit-short.${name}`)}
                  {change === 0 ? '' : ` · ${relativeChange(before[name], after[name])}`}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
      {stale ? <p className="visually-hidden">{t('model.stale')}</p> : null}
    </>
  );
}
