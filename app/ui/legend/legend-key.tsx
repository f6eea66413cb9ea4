import type { LegendModel } from '../../state/legend.ts';
import { quantity } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

/** The colours and what they stand for. */
export function LegendKey({ legend }: { readonly legend: LegendModel }) {
  const t = useText();
  if (legend.type === 'categories') {
    return (
      <span className="swatches" role="list">
        {legend.entries.map((entry) => (
          <span key={entry.label} role="listitem" className="swatch-item">
            <span className="swatch" style={{ background: entry.colour }} aria-hidden="true" />
            <span className="ellipsis">{t.named(entry.label)}</span>
          </span>
        ))}
      </span>
    );
  }
  return (
    <>
      <span className="ramp" aria-hidden="true">
        {legend.colours.map((colour) => (
          <span key={colour} style={{ background: colour }} />
        ))}
      </span>
      <span className="ramp-ticks">
        {legend.ticks.map((tick) => (
          <span key={tick}>{quantity(tick)}</span>
        ))}
      </span>
    </>
  );
}
