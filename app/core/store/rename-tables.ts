/** SQL that reads tables which have another name now. */
import { quoteIdentifier } from '../base/sql-text.ts';
import { tokenizeSql } from './sql-tokens.ts';

/**
 * The text with other names for tables, given by their old names in lower case. A column of the same name is changed as well
 * unless it follows a point: the statement then fails in words rather than reading another table.
 */
export function renameTables(sql: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return sql;
  let written = '';
  let end = 0;
  let before = '';
  for (const { type, value, start, end: tokenEnd } of tokenizeSql(sql)) {
    const name = type === 'word' || type === 'quoted' ? names.get(value.toLowerCase()) : undefined;
    if (name !== undefined && before !== '.') {
      written += sql.slice(end, start) + quoteIdentifier(name);
      end = tokenEnd;
    }
    before = type === 'symbol' ? value : '';
  }
  return written + sql.slice(end);
}
