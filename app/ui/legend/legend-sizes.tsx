import type { LegendSize } from '../../state/drawn-layers.ts';
import { quantity } from '../format/numbers.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';

/** A line is shown as wide as this in the legend at most; its width in metres is said. */
const WIDEST_PX = 14;

/** What a small, a middling and a large sign stand for; points as large as on the map. */
export function LegendSizes({ sizes }: { readonly sizes: LegendSize }) {
  const t = useText();
  const { attribute, sizeUnit, steps } = sizes;
  const widest = Math.max(...steps.map(({ size }) => size));
  return (
    <span className="legend-sizes">
      <span className="small muted">{t('legend.sizes', { name: attributeName(attribute, t) })}</span>
      <span className="legend-size-steps">
        {steps.map(({ value, size }) => (
          <span key={value} className="legend-size-step small number">
            {sizeUnit === 'px' ? (
              <span
                className="size-dot"
                style={{ width: `${size / 16}rem`, height: `${size / 16}rem` }}
                aria-hidden="true"
              />
            ) : (
              <span
                className="size-line"
                style={{ height: Math.max(1, (size / widest) * WIDEST_PX) }}
                aria-hidden="true"
              />
            )}
            {t('legend.size-step', {
              value: quantity(value),
              size: t(sizeUnit === 'px' ? 'size.px' : 'size.m', { size: quantity(size) }),
            })}
          </span>
        ))}
      </span>
    </span>
  );
}
