import { X } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import { isEditable } from '../../commands/own-features.ts';
import { MOST_LISTED_ROWS, type RowWish, readRowOf, shownColumns } from '../../commands/read-attribute-rows.ts';
import { chooseRow, showAttributeTable } from '../../commands/show-attribute-table.ts';
import type { LayerSpec } from '../../core/twins/layer-spec.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { DockResizer } from '../query/dock-resizer.tsx';
import { useTables } from '../query/use-tables.ts';
import { TableGrid, type TableSort } from './table-grid.tsx';
import { type OrderReading, useRowOrder } from './use-row-order.ts';

/** A word that is still being typed is not sought. */
const TYPING_MS = 300;
const NO_ROWS = new Int32Array(0);

/** The table of one layer, below the map; gone with its layer. */
export default function AttributeTable({ layerId }: { readonly layerId: string }) {
  const layer = useAppState((state) => state.layers.find(({ id }) => id === layerId));
  return layer === undefined ? null : <LayerTable layer={layer} />;
}

function LayerTable({ layer }: { readonly layer: LayerSpec }) {
  const t = useText();
  const run = useCommand();
  const height = useAppState((state) => state.dockHeightPx);
  const name = t.named(layer.title);
  const tables = useTables();
  const found = (tables.value ?? []).find((table) => table.name === layer.table);
  const columnsKey = JSON.stringify(found?.columns ?? []);
  const columns = useMemo(() => shownColumns(found?.columns ?? []), [columnsKey]);
  const [sort, setSort] = useState<TableSort | null>(null);
  const [written, setWritten] = useState('');
  const find = useRested(written);
  const [asMap, setAsMap] = useState(true);
  const filter = layer.style?.filter ?? '';
  const wish: RowWish | null =
    columns.length === 0 ? null : { table: layer.table, columns, sort, find, filter: asMap ? filter : '' };
  const reading = useRowOrder(wish);
  const rows = reading.order?.rows ?? NO_ROWS;
  const selected = useSelectedRow(layer, rows, reading.version);
  const isGone = tables.value !== null && found === undefined;
  return (
    <section
      className="dock sheet table-dock"
      aria-label={t('table.title', { name })}
      style={{ height: `${height / 16}rem` }}
    >
      <DockResizer label={t('table.resize')} />
      <header className="table-bar">
        <h2 className="ellipsis">{name}</h2>
        <TextField className="table-find" aria-label={t('table.find')} value={written} onChange={setWritten}>
          <Input className="text-input compact" placeholder={t('table.find')} type="search" autoComplete="off" />
        </TextField>
        {filter.trim() === '' ? null : (
          <Toggle on={asMap} onChange={setAsMap}>
            {t('table.filtered')}
          </Toggle>
        )}
        <p className="muted small number" role="status">
          <RowCount reading={reading} />
        </p>
        <p className="muted small table-how">{isEditable(layer) ? t('table.how-edit') : t('table.how')}</p>
        <IconButton icon={X} label={t('common.close')} onPress={() => run(showAttributeTable, null)} />
      </header>
      {isGone ? <Note tone="warning">{t('table.gone')}</Note> : null}
      {reading.problem === null ? null : (
        <Note tone="warning">
          {t('style.problem')} <span className="mono breakable">{reading.problem}</span>
        </Note>
      )}
      {reading.order !== null && rows.length === 0 && !reading.isReading ? (
        <p className="result-none muted">{t('table.no-rows')}</p>
      ) : null}
      {columns.length === 0 ? null : (
        <TableGrid
          name={name}
          table={layer.table}
          columns={columns}
          rows={rows}
          version={reading.version}
          sort={sort}
          onSort={setSort}
          selected={selected}
          editable={isEditable(layer) ? layer : null}
          onChoose={(featureId) => run(chooseRow, layer, featureId)}
        />
      )}
    </section>
  );
}

function RowCount({ reading: { order } }: { readonly reading: OrderReading }) {
  const t = useText();
  if (order === null) return t('table.reading');
  const { rows, allRows } = order;
  if (rows.length === MOST_LISTED_ROWS) return t('table.rows-cut', { rows: count(rows.length) });
  if (rows.length === allRows) return t('table.rows', { count: allRows, rows: count(allRows) });
  return t('table.rows-of', { rows: count(rows.length), all: count(allRows) });
}

/** The feature that is picked on the map, if it is this layer's, and where its row stands. */
function useSelectedRow(layer: LayerSpec, rows: Int32Array, version: number) {
  const { database } = useApp().ports;
  const featureId = useAppState(({ selected }) => (selected?.layerId === layer.id ? selected.featureId : null));
  const [row, setRow] = useState<{ readonly featureId: string; readonly row: number | null } | null>(null);
  useEffect(() => {
    let left = false;
    if (featureId === null) setRow(null);
    else {
      readRowOf(database, layer.table, featureId).then(
        (found) => left || setRow({ featureId, row: found }),
        () => undefined,
      );
    }
    return () => {
      left = true;
    };
  }, [database, layer.table, featureId, version]);
  return useMemo(() => {
    if (featureId === null) return null;
    const index = row?.featureId === featureId && row.row !== null ? rows.indexOf(row.row) : -1;
    return { featureId, index };
  }, [featureId, row, rows]);
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
