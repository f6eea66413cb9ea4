import type { LegendModel } from '../../state/drawn-layers.ts';
import { compactCount, quantity } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

/** The colours and what they stand for. */
export function LegendKey({ legend }: { readonly legend: LegendModel }) {
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
  return (
    <>
      {stepped ? (
        <span className="ramp" aria-hidden="true">
          {colours.map((colour) => (
            <span key={colour} style={{ background: colour }} />
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
        {ticks.map((tick, index) => (
          <span
            key={tick}
            className={index === 0 ? 'first' : index === last ? 'last' : ''}
            style={{ left: `${(index / last) * 100}%` }}
          >
            {Math.abs(tick) < 10_000 ? quantity(tick) : compactCount(tick)}
          </span>
        ))}
      </span>
    </>
  );
}
