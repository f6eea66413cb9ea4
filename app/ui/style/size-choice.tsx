import { useEffect, useMemo, useState } from 'react';
import type { TableColumn } from '../../core/store/database.ts';
import type { StyledSize } from '../../core/twins/layer-size.ts';
import type { LayerStyle } from '../../core/twins/layer-style.ts';
import { LINE_WIDTHS_M, PLAIN_STYLE, POINT_SIZES_PX } from '../../state/layer-styles.ts';
import { quantity } from '../format/numbers.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Note } from '../parts/note.tsx';
import { Range } from '../parts/range.tsx';
import { askedOf, useValueSample } from './use-value-sample.ts';

export interface SizeChoiceProps {
  readonly table: string;
  readonly shape: 'point' | 'line';
  readonly columns: readonly TableColumn[];
  readonly style: LayerStyle;
  readonly onChange: (size: StyledSize | null) => void;
}

const USUAL = '';
const FIXED = '=';
const COLUMN = 'column ';
const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|REAL|DECIMAL)/;

/** How large points are, in pixels, or how wide lines, in metres: for all the same, or by a column. */
export function SizeChoice({ table, shape, columns, style, onChange }: SizeChoiceProps) {
  const t = useText();
  const limits = shape === 'point' ? POINT_SIZES_PX : LINE_WIDTHS_M;
  const { size } = style;
  /** A column whose values are still being read. */
  const [asked, setAsked] = useState<string | null>(null);
  const numeric = columns.filter(({ sqlType }) => NUMERIC.test(sqlType));
  const shown =
    asked !== null ? COLUMN + asked : size === null ? USUAL : size.type === 'fixed' ? FIXED : COLUMN + size.name;
  const said = (value: number) => t(shape === 'point' ? 'size.px' : 'size.m', { size: quantity(value) });
  const slider = (label: string, value: number, next: (value: number) => StyledSize) => (
    <div className="setting-row">
      <span className="muted">{label}</span>
      <Range
        label={label}
        value={value}
        min={limits.least}
        max={limits.most}
        step={limits.step}
        valueText={said(value)}
        onChange={(chosen) => onChange(next(chosen))}
      />
      <span className="setting-value">{said(value)}</span>
    </div>
  );
  return (
    <>
      <Choice
        label={t(shape === 'point' ? 'size.point' : 'size.line')}
        value={shown}
        options={[
          { value: USUAL, label: t('size.usual') },
          { value: FIXED, label: t('size.fixed') },
          ...numeric.map(({ name, sqlType }) => ({
            value: COLUMN + name,
            label: attributeName(name, t),
            aside: sqlType.toLowerCase(),
          })),
        ]}
        onChange={(choice) => {
          setAsked(choice.startsWith(COLUMN) ? choice.slice(COLUMN.length) : null);
          if (choice === USUAL) onChange(null);
          if (choice === FIXED) onChange({ type: 'fixed', size: shape === 'point' ? 10 : 4 });
        }}
      />
      {asked === null ? null : (
        <AskedColumn
          key={asked}
          table={table}
          column={asked}
          onSpan={(low, high) => {
            setAsked(null);
            const [small, large] = shape === 'point' ? [6, 24] : [2, 20];
            onChange({ type: 'column', name: asked, low, high, small, large });
          }}
        />
      )}
      {size?.type === 'fixed' && asked === null
        ? slider(t(shape === 'point' ? 'size.fixed.px' : 'size.fixed.m'), size.size, (value) => ({
            type: 'fixed',
            size: value,
          }))
        : null}
      {size?.type === 'column' && asked === null ? (
        <>
          {slider(t('size.small'), size.small, (small) => ({ ...size, small }))}
          {slider(t('size.large'), size.large, (large) => ({ ...size, large }))}
          <p className="small muted">{t('size.span', { low: quantity(size.low), high: quantity(size.high) })}</p>
        </>
      ) : null}
    </>
  );
}

/** Reads what a column's values reach from and to; says so where they are no numbers. */
function AskedColumn({
  table,
  column,
  onSpan,
}: {
  readonly table: string;
  readonly column: string;
  readonly onSpan: (low: number, high: number) => void;
}) {
  const t = useText();
  const style = useMemo(() => ({ ...PLAIN_STYLE, value: { type: 'column' as const, name: column } }), [column]);
  const reading = useValueSample(table, style);
  const isRead = reading.of === askedOf(table, style);
  const { numbers } = reading.sample;
  useEffect(() => {
    if (!isRead || numbers.length === 0) return;
    let [low, high] = [numbers[0]!, numbers[0]!];
    for (const value of numbers) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    onSpan(low, high);
    // The span is told once, when it is known.
  }, [isRead, numbers]);
  if (!isRead) return <span className="skeleton" aria-busy="true" />;
  return numbers.length === 0 ? <Note tone="info">{t('size.no-numbers')}</Note> : null;
}
