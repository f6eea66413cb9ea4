import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Hands the doctor's report to the person, as data or as text to read. `lines` are the text's. */
export function exportImportReport(
  { imports, ports }: AppContext,
  format: 'json' | 'text',
  lines: readonly string[],
): ChangeRecord {
  const { examination, table } = imports.store.getState();
  if (examination !== null) {
    const name = `${table === '' ? 'import' : table}-report`;
    if (format === 'json') {
      ports.files.save(`${name}.json`, 'application/json', `${JSON.stringify(examination.report, null, 2)}\n`);
    } else ports.files.save(`${name}.txt`, 'text/plain', `${lines.join('\n')}\n`);
  }
  return { label: 'change.import-report' };
}
