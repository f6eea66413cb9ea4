import { ChevronRight, Table2 } from 'lucide-react';
import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading, Input, SearchField } from 'react-aria-components';
import type { TableInfo } from '../../core/store/database.ts';
import { compactCount, count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import type { Reading } from '../use-reading.ts';
import { FunctionList, functionsFor } from './function-list.tsx';

export interface SchemaBrowserProps {
  readonly tables: Reading<readonly TableInfo[]>;
  /** Called with the name that was clicked, ready to stand in SQL. */
  readonly onInsert: (text: string) => void;
}

/** A bare word where SQL takes one, else in double quotes. */
function asIdentifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/**
 * What there is to ask about: tables with their row counts, columns with their types, and the functions to ask with. A
 * click inserts the name.
 */
export function SchemaBrowser({ tables, onInsert }: SchemaBrowserProps) {
  const t = useText();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = (tables.value ?? []).filter(
    (table) => table.name.toLowerCase().includes(wanted) || table.columns.some((c) => c.name.includes(wanted)),
  );
  return (
    <div className="schema">
      <SearchField aria-label={t('schema.search')} value={search} onChange={setSearch}>
        <Input className="text-input compact" placeholder={t('schema.search')} />
      </SearchField>
      {tables.status === 'failed' ? (
        <Note tone="warning" detail={tables.detail}>
          {t('schema.failed')}
        </Note>
      ) : null}
      <ScrollRegion className="schema-list" label={t('schema.title')}>
        {tables.value === null ? <SchemaSkeleton /> : null}
        {found.map((table) => (
          <SchemaTable key={table.name} table={table} onInsert={onInsert} />
        ))}
        <FunctionList search={wanted} onInsert={onInsert} />
        {tables.value !== null && found.length === 0 && functionsFor(wanted).length === 0 ? (
          <p className="small muted">{t('schema.none')}</p>
        ) : null}
      </ScrollRegion>
    </div>
  );
}

interface SchemaTableProps {
  readonly table: TableInfo;
  readonly onInsert: (text: string) => void;
}

function SchemaTable({ table, onInsert }: SchemaTableProps) {
  const t = useText();
  return (
    <Disclosure className="schema-table">
      <Heading level={3} className="schema-table-head">
        <Button slot="trigger" className="schema-toggle" aria-label={t('schema.columns-of', { table: table.name })}>
          <ChevronRight className="icon chevron" aria-hidden="true" />
        </Button>
        <Button className="schema-name" onPress={() => onInsert(asIdentifier(table.name))}>
          <Table2 className="icon" aria-hidden="true" />
          <span className="ellipsis">{table.name}</span>
          {table.rowCount === null ? null : (
            <span
              className="small muted"
              title={t('schema.rows', { count: table.rowCount, rows: count(table.rowCount) })}
            >
              {compactCount(table.rowCount)}
            </span>
          )}
        </Button>
      </Heading>
      <DisclosurePanel>
        <ul className="schema-columns">
          {table.columns.map((column) => (
            <li key={column.name}>
              <Button className="schema-name column" onPress={() => onInsert(asIdentifier(column.name))}>
                <span className="ellipsis">{column.name}</span>
                <span className="small muted schema-type">{column.sqlType.toLowerCase()}</span>
              </Button>
            </li>
          ))}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  );
}

function SchemaSkeleton() {
  return (
    <div className="skeleton-stack" aria-busy="true">
      <span className="skeleton" />
      <span className="skeleton" />
      <span className="skeleton" />
      <span className="skeleton" />
    </div>
  );
}
