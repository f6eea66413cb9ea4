import type { UnpaintedEntry } from '../../state/drawn-layers.ts';
import { useText } from '../i18n/text.ts';

/** What is on the map without a value, in the tone it has there; an empty frame where it is left away. */
export function LegendUnpainted({ entry }: { readonly entry: UnpaintedEntry }) {
  const t = useText();
  return (
    <span className="swatch-item unpainted">
      <span className="swatch" style={{ background: entry.colour ?? 'transparent' }} aria-hidden="true" />
      <span className="ellipsis">{t.named(entry.label)}</span>
    </span>
  );
}
