import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import {
  boxInView,
  type FilterPart,
  placeColumns,
  readFilter,
  withoutPart,
  withPart,
} from '../../commands/brush-filter.ts';
import type { TableColumn } from '../../core/store/database.ts';
import { PLAIN_STYLE } from '../../state/layer-styles.ts';
import { useApp } from '../app-context.tsx';
import { quantity } from '../format/numbers.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { type Translate, useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';
import { SpanBrush } from './span-brush.tsx';
import { askedOf, useValueSample } from './use-value-sample.ts';
import { ValueTicks } from './value-ticks.tsx';

export interface FilterBrushesProps {
  readonly table: string;
  /** Every column of the table. */
  readonly columns: readonly TableColumn[];
  /** Columns that say something of a feature. */
  readonly offered: readonly TableColumn[];
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
}

const NONE = '';

/** A filter by hand: a span of a column's numbers, ticked values, what is in view. The SQL above says the same. */
export function FilterBrushes({ table, columns, offered, filter, onFilter }: FilterBrushesProps) {
  const t = useText();
  const app = useApp();
  const [column, setColumn] = useState<string>(NONE);
  const [noGround, setNoGround] = useState(false);
  const { parts } = readFilter(filter);
  const place = placeColumns(new Set(columns.map(({ name }) => name)));
  const clip = () => {
    const box = boxInView(app, window.innerWidth, window.innerHeight);
    setNoGround(box === null);
    if (box !== null && place !== null) onFilter(withPart(filter, { type: 'view', place, box }));
  };
  return (
    <div className="filter-brushes">
      {parts.length === 0 ? null : (
        <ul className="filter-parts" aria-label={t('brush.parts')}>
          {parts.map((part) => {
            const words = partWords(part, t);
            return (
              <li key={part.type === 'view' ? 'view' : `column ${part.column}`}>
                <span className="breakable">{words}</span>
                <IconButton
                  icon={X}
                  small
                  label={t('brush.remove', { part: words })}
                  onPress={() => onFilter(withoutPart(filter, part.type === 'view' ? null : part.column))}
                />
              </li>
            );
          })}
        </ul>
      )}
      <Choice
        label={t('brush.column')}
        value={column}
        options={[
          { value: NONE, label: t('brush.none') },
          ...offered.map(({ name, sqlType }) => ({
            value: name,
            label: attributeName(name, t),
            aside: sqlType.toLowerCase(),
          })),
        ]}
        onChange={setColumn}
      />
      {column === NONE ? null : (
        <ColumnBrush key={column} table={table} column={column} filter={filter} onFilter={onFilter} />
      )}
      {place === null || app.ports.scene === null ? null : (
        <Button className="button small" onPress={clip}>
          {parts.some(({ type }) => type === 'view') ? t('brush.view-again') : t('brush.view')}
        </Button>
      )}
      {noGround ? <Note tone="info">{t('brush.no-ground')}</Note> : null}
    </div>
  );
}

function ColumnBrush({
  table,
  column,
  filter,
  onFilter,
}: Pick<FilterBrushesProps, 'table' | 'filter' | 'onFilter'> & { readonly column: string }) {
  const t = useText();
  // What the other parts leave: the column's own part must not take away the values that could be added to it.
  const others = withoutPart(filter, column);
  const style = useMemo(
    () => ({ ...PLAIN_STYLE, value: { type: 'column' as const, name: column }, filter: others }),
    [column, others],
  );
  const reading = useValueSample(table, style);
  if (reading.of !== askedOf(table, style) && reading.of === '') return <span className="skeleton" aria-busy="true" />;
  if (reading.problem !== null) return null;
  const { numbers, texts } = reading.sample;
  const own = readFilter(filter).parts.find((part) => part.type !== 'view' && part.column === column);
  const drop = () => onFilter(others);
  if (numbers.length > 0) {
    return (
      <SpanBrush
        name={attributeName(column, t)}
        column={column}
        numbers={numbers}
        span={own?.type === 'span' ? own : null}
        onSpan={(span) => (span === null ? drop() : onFilter(withPart(filter, { type: 'span', column, ...span })))}
      />
    );
  }
  return (
    <ValueTicks
      name={attributeName(column, t)}
      texts={texts}
      values={own?.type === 'choice' ? own.values : null}
      onValues={(values) => (values === null ? drop() : onFilter(withPart(filter, { type: 'choice', column, values })))}
    />
  );
}

const MOST_NAMED = 3;

function partWords(part: FilterPart, t: Translate): string {
  if (part.type === 'view') return t('brush.part.view');
  const name = attributeName(part.column, t);
  if (part.type === 'span') {
    return t('brush.part.span', { name, low: quantity(part.low), high: quantity(part.high) });
  }
  const more = part.values.length - MOST_NAMED;
  const values = part.values.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` +${more}` : '');
  return t('brush.part.choice', { name, values });
}
