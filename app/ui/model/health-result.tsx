import { readHealth } from '../../commands/read-health.ts';
import { chosenExplored } from '../../state/chosen-scenario.ts';
import { shownTotal } from '../../state/shown-totals.ts';
import { useAppState } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';

const deaths = (value: number) => (Math.abs(value) < 0.005 ? '0' : value.toFixed(2).replace('-', '−'));

/** What the change of yearly means would be worth in deaths a year, with the range of the published risks. */
export function HealthResult() {
  const t = useText();
  const before = useAppState((state) => state.scenarioRun.before);
  const after = useAppState((state) => state.scenarioRun.after);
  const explored = useAppState(chosenExplored);
  if (before === null || after === null) return null;
  const change = (name: 'no2MeanUgM3' | 'pm25MeanUgM3') => shownTotal(name, before, after, explored).change;
  const { no2, pm25, people } = readHealth(before.population, change('no2MeanUgM3'), change('pm25MeanUgM3'));
  return (
    <Section title={t('health.title')}>
      <p>
        {t('health.avoided', {
          no2: deaths(no2.central),
          no2Low: deaths(Math.min(no2.low, no2.high)),
          no2High: deaths(Math.max(no2.low, no2.high)),
          pm25: deaths(pm25.central),
          pm25Low: deaths(Math.min(pm25.low, pm25.high)),
          pm25High: deaths(Math.max(pm25.low, pm25.high)),
        })}
      </p>
      <p className="small muted">{t('health.about', { people: count(people) })}</p>
    </Section>
  );
}
