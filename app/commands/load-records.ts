import type { RecordFile } from '../core/catalogue/dataset-manifest.ts';
import { RecordError } from '../core/catalogue/record-tables.ts';
import type { RecordLoad } from '../state/app-state.ts';
import type { AppStore } from '../state/app-store.ts';
import type { ChangeRecord } from './change-record.ts';
import type { Ports } from './ports.ts';

/** What loading needs: it also happens without a person, when the page has opened. */
export interface RecordsContext {
  readonly store: AppStore;
  readonly ports: Pick<Ports, 'records'>;
}

export interface LoadingRecords extends ChangeRecord {
  /** Settles when the table is there, was given up or failed; it never rejects. */
  readonly finished: Promise<void>;
}

/** Makes a register or traces a table; how far it is stands in the state. Asked again while it loads, nothing happens. */
export function loadRecords({ store, ports }: RecordsContext, file: RecordFile): LoadingRecords {
  const label = 'change.records';
  const before = store.getState().recordLoads[file.table];
  if (before !== undefined && before.step !== 'failed') return { label, finished: Promise.resolve() };
  const note = (load: RecordLoad) =>
    store.setState((state) => ({ recordLoads: { ...state.recordLoads, [file.table]: load } }));
  const finished = ports.records.load(file, note).then(
    (outcome) => {
      if (outcome === 'stored') note({ step: 'ready' });
      else
        store.setState((state) => {
          const { [file.table]: _given, ...others } = state.recordLoads;
          return { recordLoads: others };
        });
    },
    (error: unknown) => {
      const problem = error instanceof RecordError ? error.problem : 'worker-failed';
      note({ step: 'failed', problem, detail: error instanceof Error ? error.message : String(error) });
    },
  );
  return { label, finished };
}

/** Makes all of the registers; whoever listens is told of each that fails. */
export function loadRegisters(
  context: RecordsContext,
  files: readonly RecordFile[],
  onFailure: (table: string, detail: string) => void,
): void {
  for (const file of files) {
    if (file.role !== 'register') continue;
    void loadRecords(context, file).finished.then(() => {
      const load = context.store.getState().recordLoads[file.table];
      if (load?.step === 'failed') onFailure(file.table, `${load.problem} ${load.detail}`);
    });
  }
}

/** Gives up a table that is on its way; nothing of it stays. */
export function cancelRecords({ ports }: RecordsContext, table: string): ChangeRecord {
  ports.records.cancel(table);
  return { label: 'change.records' };
}
