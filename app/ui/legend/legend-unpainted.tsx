import type { UnpaintedEntry } from '../../state/drawn-layers.ts';
import { useText } from '../i18n/text.ts';

export interface LegendUnpaintedProps {
  readonly entry: UnpaintedEntry;
  readonly hatched?: boolean;
}

/** What is on the map without a value, in the look it has there; an empty frame where it is left away. */
export function LegendUnpainted({ entry, hatched = false }: LegendUnpaintedProps) {
  const t = useText();
  return (
    <span className="swatch-item unpainted">
      <span
        className={`swatch${hatched ? ' hatched' : ''}`}
        style={{ backgroundColor: entry.colour ?? 'transparent' }}
        aria-hidden="true"
      />
      <span className="ellipsis">{t.named(entry.label)}</span>
    </span>
  );
}
