import type { Fleet } from '../../core/models/emissions/fleet.ts';
import { emissionFactorOf, fleetFactors } from '../../state/model-facts.ts';
import { relativeChange } from '../format/changes.ts';
import { fixed } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

/** About the mean speed in the district's streets, stops included. */
const SPEED_KMH = 20;
const FIGURES = [
  { pollutant: 'nox', unit: 'g', factor: 1, digits: 2 },
  { pollutant: 'co2', unit: 'g', factor: 1, digits: 0 },
  { pollutant: 'pm25', unit: 'mg', factor: 1_000, digits: 1 },
] as const;

export interface FleetEffectProps {
  readonly before: Fleet;
  readonly after: Fleet;
  /** Whether other changes of the scenario come on top. */
  readonly withDials: boolean;
}

/** What a mean vehicle emits under another mix, beside today's. */
export function FleetEffect({ before, after, withDials }: FleetEffectProps) {
  const t = useText();
  const [now, then] = [fleetFactors(before), fleetFactors(after)];
  return (
    <div role="status">
      <table className="table totals">
        <caption className="small muted">{t('fleet.effect', { speed: SPEED_KMH })}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className="number">
              {t('fleet.effect.today')}
            </th>
            <th scope="col" className="number">
              {t('fleet.effect.then')}
            </th>
            <th scope="col" className="number">
              {t('results.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map(({ pollutant, unit, factor, digits }) => {
            const was = emissionFactorOf(now, pollutant, SPEED_KMH) * factor;
            const will = emissionFactorOf(then, pollutant, SPEED_KMH) * factor;
            return (
              <tr key={pollutant}>
                <th scope="row">{t(`fleet.effect.${pollutant}`)}</th>
                <td className="number">{`${fixed(was, digits)} ${unit}`}</td>
                <td className="number">{`${fixed(will, digits)} ${unit}`}</td>
                <td className="number">{relativeChange(was, will)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {withDials ? <p className="small muted">{t('fleet.effect.dials')}</p> : null}
      <p className="small muted">{t('fleet.effect.source')}</p>
    </div>
  );
}
