import type { LegendModel } from '../../state/drawn-layers.ts';
import { measured } from '../format/units.ts';
import { useText } from '../i18n/text.ts';

/** Limits and guidelines on the scale, with what they hold for: a single reading above one is not yet a breach. */
export function LegendMarks({ legend }: { readonly legend: LegendModel }) {
  const t = useText();
  if (legend.type !== 'ramp' || legend.marks.length === 0) return null;
  return (
    <div className="legend-marks small">
      <dl>
        {legend.marks.map((mark) => (
          <div key={mark.key} className="attribute">
            <dt className="number">{measured(mark.value, legend.unit, legend.attribute)}</dt>
            <dd>{t.named(mark.key)}</dd>
          </div>
        ))}
      </dl>
      {legend.attribute.startsWith('model_') ? null : <p className="muted">{t('limit.note')}</p>}
    </div>
  );
}
