import type { HexColour } from '../../core/twins/layer-spec.ts';
import type { LayerStyle, ValueSample } from '../../core/twins/layer-style.ts';
import { styledRule } from '../../state/layer-styles.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

export interface CategoryColoursProps {
  readonly style: LayerStyle;
  readonly sample: ValueSample;
  readonly onChange: (colours: Readonly<Record<string, HexColour>>) => void;
}

/** The values that have a colour of their own, each to be changed; how many others share none is said. */
export function CategoryColours({ style, sample, onChange }: CategoryColoursProps) {
  const t = useText();
  const rule = styledRule(style, sample);
  if (rule.type !== 'categories') return null;
  const others = sample.texts.size - rule.categories.length;
  return (
    <>
      <ul className="category-list">
        {rule.categories.map(({ value, colour }) => (
          <li key={value}>
            <input
              type="color"
              className="colour-input"
              value={colour}
              aria-label={t('style.colour-of', { value })}
              onChange={(event) => onChange({ ...style.colours, [value]: event.target.value as HexColour })}
            />
            <span className="ellipsis">{value === '' ? t('style.empty-text') : value}</span>
            <span className="muted small number">{count(sample.texts.get(value) ?? 0)}</span>
          </li>
        ))}
      </ul>
      {others > 0 ? <p className="small muted">{t('style.others', { count: others })}</p> : null}
    </>
  );
}
