import { type MeanChange, readHealth } from '../../commands/read-health.ts';
import { chosenExplored } from '../../state/chosen-scenario.ts';
import { shownTotal } from '../../state/shown-totals.ts';
import { useAppState } from '../app-context.tsx';
import { figure } from '../format/changes.ts';
import { count } from '../format/numbers.ts';
import { type Translate, useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';

/** What the change of yearly means would be worth in deaths a year, with its range. */
export function HealthResult() {
  const t = useText();
  const before = useAppState((state) => state.scenarioRun.before);
  const after = useAppState((state) => state.scenarioRun.after);
  const explored = useAppState(chosenExplored);
  const provisional = useAppState((state) => state.scenarioRun.provisional);
  if (before === null || after === null) return null;
  const change = (name: 'no2MeanUgM3' | 'pm25MeanUgM3'): MeanChange => {
    const { change: central, ranges } = shownTotal(name, before, after, explored, provisional);
    return { central, low: ranges?.change.low ?? central, high: ranges?.change.high ?? central };
  };
  const health = readHealth(before.population, change('no2MeanUgM3'), change('pm25MeanUgM3'));
  return (
    <Section title={t('health.title')}>
      <dl className="attributes">
        {(['no2', 'pm25'] as const).map((pollutant) => {
          const { central, low, high } = health[pollutant];
          return (
            <div key={pollutant} className="attribute">
              <dt>{t(`health.${pollutant}`)}</dt>
              <dd>
                {deathsWords(central, t)}
                {isNone(low) && isNone(high) ? null : (
                  <span className="certainty muted">{deathsRangeWords(low, high, t)}</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="small muted">
        {t('health.about', {
          people: count(health.people),
          range: t(
            explored !== null
              ? 'health.range.draws'
              : provisional !== null
                ? 'health.range.provisional'
                : 'health.range.risks',
          ),
        })}
      </p>
    </Section>
  );
}

/** What would be written as 0. */
function isNone(avoided: number): boolean {
  return Math.abs(avoided) < 0.005;
}

/** `1.4 deaths a year fewer`; avoided deaths are positive. */
export function deathsWords(avoided: number, t: Translate): string {
  if (isNone(avoided)) return t('health.none');
  return t(avoided > 0 ? 'health.fewer' : 'health.more', { deaths: figure(Math.abs(avoided)) });
}

/** `could be 0.7 to 2.7`; `could be 0.3 more to 1.2 fewer` where the sign is not sure. */
export function deathsRangeWords(low: number, high: number, t: Translate): string {
  const size = (value: number) => figure(Math.abs(value));
  if (low < 0 && high > 0 && !isNone(low) && !isNone(high)) {
    return t('health.range', {
      low: t('health.side.more', { deaths: size(low) }),
      high: t('health.side.fewer', { deaths: size(high) }),
    });
  }
  const [least, most] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b);
  return t('health.range', { low: figure(least!), high: figure(most!) });
}
