import type { LegendModel } from '../../state/drawn-layers.ts';
import { quantity, shortCount } from '../format/numbers.ts';
import { shownNumber } from '../format/units.ts';
import { useText } from '../i18n/text.ts';

export interface LegendKeyProps {
  readonly legend: LegendModel;
  /** The tone of what is not painted. */
  readonly base: string;
}

/** The colours and what they stand for. */
export function LegendKey({ legend, base }: LegendKeyProps) {
  const t = useText();
  if (legend.type === 'categories') {
    return (
      <span className="swatches">
        {legend.entries.map((entry) => (
          <span key={entry.label} className="swatch-item">
            <span className="swatch" style={{ background: entry.colour }} aria-hidden="true" />
            <span className="ellipsis">{t.named(entry.label)}</span>
          </span>
        ))}
      </span>
    );
  }
  const { colours, ticks, stepped } = legend;
  const last = ticks.length - 1;
  // The upper class is open, and the lower one of a difference: with many classes their ends would only stand in the way
  // of the breaks beside them.
  const many = stepped && colours.length > 4;
  const shown = ticks.filter((tick, index) => !many || !(index === last || (index === 0 && tick < 0)));
  return (
    <>
      {stepped ? (
        <span className="ramp" aria-hidden="true">
          {colours.map((colour, index) => (
            <span key={colour} style={{ background: index === legend.still ? base : colour }} />
          ))}
        </span>
      ) : (
        <span
          className="ramp"
          aria-hidden="true"
          style={{ background: `linear-gradient(to right, ${colours.join()})` }}
        />
      )}
      <span className="ramp-ticks">
        {shown.map((tick) => (
          <span
            key={tick}
            className={tick === ticks[0] ? 'first' : tick === ticks[last] ? 'last' : ''}
            style={{ left: `${(ticks.indexOf(tick) / last) * 100}%` }}
          >
            {tickText(shownNumber(tick, legend.unit, legend.attribute))}
          </span>
        ))}
      </span>
    </>
  );
}

function tickText(value: number): string {
  const text = Math.abs(value) < 1000 ? quantity(value) : shortCount(value);
  return text.replace('-', '−');
}
