import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { histogram } from '../../state/layer-styles.ts';
import { attributeUnit } from '../format/attributes.ts';
import { count } from '../format/numbers.ts';
import { unitSign } from '../format/units.ts';
import { useText } from '../i18n/text.ts';

const BINS = 40;
const WIDTH = 240;
const HEIGHT = 56;
/** A press that moves less than this is no span. */
const LEAST_PX = 3;
/** Steps of a brushed end, so that the condition has no more digits than anybody could aim at. */
const STEPS = 200;

export interface Span {
  readonly low: number;
  readonly high: number;
}

export interface SpanBrushProps {
  readonly name: string;
  readonly column: string;
  /** At least one. */
  readonly numbers: Float64Array;
  /** Null: all of them. */
  readonly span: Span | null;
  readonly onSpan: (span: Span | null) => void;
}

/** How the numbers are spread; drag over them, or write the ends, and only what lies between stays. */
export function SpanBrush({ name, column, numbers, span, onSpan }: SpanBrushProps) {
  const t = useText();
  const [drag, setDrag] = useState<Span | null>(null);
  const from = useRef<{ readonly px: number; readonly value: number } | null>(null);
  const spread = histogram(numbers, BINS)!;
  const whole = { low: spread.low, high: spread.high };
  const most = Math.max(...spread.counts);
  const width = WIDTH / spread.counts.length;
  const range = whole.high - whole.low || 1;
  const shown = drag ?? span ?? whole;
  const xOf = (value: number) => Math.max(0, Math.min(1, (value - whole.low) / range)) * WIDTH;
  const valueAt = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width: across } = event.currentTarget.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - left) / across));
    return rounded(whole.low + share * range, range);
  };
  const unit = unitSign(attributeUnit(column));
  const ends = { name, unit: unit === '' ? '' : ` (${unit})` };
  return (
    <div className="span-brush">
      <svg
        className="value-histogram brushable"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('brush.histogram', { count: numbers.length, name, values: count(numbers.length) })}
        preserveAspectRatio="none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { px: event.clientX, value: valueAt(event) };
        }}
        onPointerMove={(event) => {
          const begun = from.current;
          if (begun === null || Math.abs(event.clientX - begun.px) < LEAST_PX) return;
          const value = valueAt(event);
          setDrag({ low: Math.min(begun.value, value), high: Math.max(begun.value, value) });
        }}
        onPointerUp={() => {
          if (drag !== null) onSpan(drag);
          from.current = null;
          setDrag(null);
        }}
        onPointerCancel={() => {
          from.current = null;
          setDrag(null);
        }}
      >
        <rect
          className="span-brush-area"
          x={xOf(shown.low)}
          y={0}
          width={Math.max(1, xOf(shown.high) - xOf(shown.low))}
          height={HEIGHT}
        />
        {spread.counts.map((inBin, bin) => {
          const tall = (inBin / most) * (HEIGHT - 2);
          const middle = whole.low + ((bin + 0.5) / spread.counts.length) * range;
          const isIn = middle >= shown.low && middle <= shown.high;
          return (
            <rect
              key={bin}
              className={isIn ? 'span-brush-in' : 'span-brush-out'}
              x={bin * width}
              y={HEIGHT - tall}
              width={Math.max(0.5, width - 0.5)}
              height={tall}
            />
          );
        })}
      </svg>
      <div className="span-brush-ends">
        <EndField label={t('brush.from', ends)} value={shown.low} onValue={(low) => onSpan({ ...shown, low })} />
        <EndField label={t('brush.to', ends)} value={shown.high} onValue={(high) => onSpan({ ...shown, high })} />
      </div>
      {span === null ? null : (
        <Button className="button small quiet" onPress={() => onSpan(null)}>
          {t('brush.all')}
        </Button>
      )}
    </div>
  );
}

/** A number that is taken on Enter and when the field is left; what is none is not taken. */
function EndField({
  label,
  value,
  onValue,
}: {
  readonly label: string;
  readonly value: number;
  readonly onValue: (value: number) => void;
}) {
  const kept = String(value);
  const [text, setText] = useState(kept);
  useEffect(() => setText(kept), [kept]);
  const number = Number(text.trim().replace(',', '.'));
  const isNumber = text.trim() !== '' && Number.isFinite(number);
  const commit = () => {
    if (isNumber && number !== value) onValue(number);
  };
  return (
    <TextField value={text} onChange={setText} onBlur={commit} isInvalid={!isNumber}>
      <Label className="field-label">{label}</Label>
      <Input
        className="text-input number"
        inputMode="decimal"
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </TextField>
  );
}

function rounded(value: number, range: number): number {
  const digits = Math.max(0, Math.ceil(-Math.log10(range / STEPS)));
  return Number(value.toFixed(Math.min(12, digits)));
}
