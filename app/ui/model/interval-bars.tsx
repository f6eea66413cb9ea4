import type { Exploration } from '../../core/models/scenario/what-if.ts';
import { hasFacades, TRAFFIC_TOTALS } from '../../state/own-place.ts';
import { shownSpread } from '../../state/shown-totals.ts';
import { useAppState } from '../app-context.tsx';
import { signedFigure } from '../format/changes.ts';
import { useText } from '../i18n/text.ts';
import { certaintyWords } from './certainty.ts';

const TOTALS = [
  'no2MeanUgM3',
  'pm25MeanUgM3',
  'peopleAboveNo2',
  'peopleAboveLden',
  'peopleAboveLnight',
  'vehKmPerDay',
  'vehHoursPerDay',
  'co2TonnesPerDay',
  'noxKgPerDay',
  'pm25KgPerDay',
] as const;

/** The range of each difference on a line with its zero; the figures beside it say the same in words. */
export function IntervalBars({ totals }: { readonly totals: Exploration['totals'] }) {
  const t = useText();
  const facades = useAppState(hasFacades);
  return (
    <ul className="interval-list">
      {TOTALS.filter((name) => facades || TRAFFIC_TOTALS.has(name)).map((name) => {
        const spread = shownSpread(name, totals[name].change);
        const { median, low, high } = spread;
        // A tenth of air on both sides, so that neither zero nor an end sticks to the edge.
        const least = Math.min(0, low);
        const most = Math.max(0, high);
        const air = (most - least || 1) * 0.1;
        const place = (value: number) => `${((value - least + air) / (most - least + 2 * air)) * 100}%`;
        return (
          <li key={name}>
            <p className="interval-name">{t(`total.${name}`)}</p>
            <div className="interval" aria-hidden="true">
              <span className="interval-zero" style={{ left: place(0) }} />
              <span
                className="interval-bar"
                style={{ left: place(low), width: `calc(${place(high)} - ${place(low)})` }}
              />
              <span className="interval-median" style={{ left: place(median) }} />
            </div>
            <p>
              {t('sure.bar', {
                median: signedFigure(median),
                low: signedFigure(low),
                high: signedFigure(high),
                unit: t(`total.unit.${name}`),
              })}
            </p>
            <p className="small muted">{certaintyWords(spread, t)}</p>
          </li>
        );
      })}
    </ul>
  );
}
