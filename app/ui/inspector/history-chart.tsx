import type { SensorProperty } from '../../commands/read-sensor.ts';
import { useApp } from '../app-context.tsx';
import { quantity } from '../format/numbers.ts';
import { shortTime } from '../format/times.ts';
import { measured, shownNumber } from '../format/units.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { historyPath } from './history-path.ts';

const WIDTH = 280;
const HEIGHT = 56;

/** The last 24 hours of one property: a line that breaks at gaps, with doubtful values marked by a ring. */
export function HistoryChart({ property }: { readonly property: SensorProperty }) {
  const t = useText();
  const { timeZone } = useApp().ports;
  const { points, unit } = property;
  if (points.length < 2) return <p className="small muted">{t('history.short')}</p>;
  const drawn = historyPath(points, WIDTH, HEIGHT);
  if (drawn === null) return <p className="small muted">{t('history.short')}</p>;
  const label = t('history.label', {
    property: attributeName(property.property, t),
    low: measured(drawn.low, unit, property.property),
    high: measured(drawn.high, unit, property.property),
  });
  return (
    <figure className="history">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <line className="history-base" x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        <path className="history-area" d={drawn.area} />
        <path className="history-line" d={drawn.line} />
        {drawn.doubtful.map((point) => (
          <ellipse
            key={`${point.x} ${point.y}`}
            className="history-doubt"
            cx={point.x}
            cy={point.y}
            rx="2.5"
            ry="2.5"
          />
        ))}
      </svg>
      <figcaption className="history-axis small muted">
        <span>{shortTime(points[0]!.timeMs, timeZone)}</span>
        <span>
          {quantity(shownNumber(drawn.low, unit, property.property))} – {measured(drawn.high, unit, property.property)}
        </span>
        <span>{shortTime(points.at(-1)!.timeMs, timeZone)}</span>
      </figcaption>
    </figure>
  );
}
