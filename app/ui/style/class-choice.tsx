import type { LayerStyle, ValueSample } from '../../core/twins/layer-style.ts';
import { CLASS_METHODS, MOST_CLASSES, styledRule } from '../../state/layer-styles.ts';
import { quantity } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Range } from '../parts/range.tsx';
import { SqlField } from './sql-field.tsx';
import { ValueHistogram } from './value-histogram.tsx';

export interface ClassChoiceProps {
  readonly style: LayerStyle;
  readonly sample: ValueSample;
  readonly onChange: (fields: Partial<LayerStyle>) => void;
}

/** How numbers become classes, over their histogram. */
export function ClassChoice({ style, sample, onChange }: ClassChoiceProps) {
  const t = useText();
  const rule = styledRule(style, sample);
  if (rule.type !== 'ramp') return null;
  return (
    <>
      {style.as === 'classes' ? (
        <Choice
          label={t('style.method')}
          value={style.method}
          options={CLASS_METHODS.map((method) => ({ value: method, label: t(`style.method.${method}`) }))}
          // By hand one begins with what the other method made.
          onChange={(method) => onChange({ method: method as LayerStyle['method'], breaks: rule.breaks })}
        />
      ) : null}
      {style.as === 'classes' && style.method === 'manual' ? (
        <SqlField
          label={t('style.breaks')}
          hint={t('style.breaks.hint')}
          value={style.breaks.join('; ')}
          onCommit={(text) => onChange({ breaks: readBreaks(text) })}
        />
      ) : null}
      {style.as === 'classes' && style.method !== 'manual' ? (
        <div className="setting-row">
          <span className="muted">{t('style.classes')}</span>
          <Range
            label={t('style.classes')}
            value={style.classes}
            min={2}
            max={MOST_CLASSES}
            step={1}
            valueText={String(style.classes)}
            onChange={(classes) => onChange({ classes })}
          />
          <span className="setting-value">{style.classes}</span>
        </div>
      ) : null}
      <ValueHistogram numbers={sample.numbers} rule={rule} />
      <p className="small muted">
        {t('style.span', { low: quantity(rule.low), high: quantity(rule.high), unit: style.unit })}
      </p>
    </>
  );
}

/** Numbers as people part them: by semicolons or spaces; a comma is a decimal one. */
function readBreaks(text: string): readonly number[] {
  return text
    .split(/[;\s]+/)
    .filter((part) => part !== '')
    .map((part) => Number(part.replace(',', '.')))
    .filter(Number.isFinite);
}
