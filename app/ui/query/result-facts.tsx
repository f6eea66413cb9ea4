import type { ResultTable } from '../../core/store/database.ts';
import { count, duration } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

/** How many rows, how long it took, and whether something was left out. */
export function ResultFacts({ table }: { readonly table: ResultTable }) {
  const t = useText();
  const rows = t('result.rows', { count: table.rowCount, rows: count(table.rowCount) });
  const time = duration(table.elapsedMs);
  return (
    <p className="result-facts small muted" role="status">
      {table.truncated ? t('result.facts.cut', { rows, time }) : t('result.facts', { rows, time })}
    </p>
  );
}
