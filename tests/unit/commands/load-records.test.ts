import { describe, expect, it } from 'vitest';
import { cancelRecords, loadRecords } from '../../../app/commands/load-records.ts';
import { RecordError, type RecordTables } from '../../../app/core/catalogue/record-tables.ts';
import { createAppStore } from '../../../app/state/app-store.ts';
import { recordFileOf } from '../../builders/record-file.ts';

const FILE = recordFileOf({ table: 'mobility_traces', role: 'trace' });

function desk() {
  const calls: { settle: (outcome: 'stored' | 'cancelled') => void; fail: (error: unknown) => void }[] = [];
  const cancelled: string[] = [];
  const records: RecordTables = {
    load: (file, onProgress) => {
      onProgress({ step: 'fetching', loadedBytes: 5, totalBytes: file.bytes });
      return new Promise((settle, fail) => calls.push({ settle, fail }));
    },
    cancel: (table) => cancelled.push(table),
  };
  const store = createAppStore([]);
  return {
    app: { store, ports: { records } },
    calls,
    cancelled,
    load: () => store.getState().recordLoads.mobility_traces,
  };
}

describe('loading records', () => {
  it('notes how far the table is, and that it is there', async () => {
    const { app, calls, load } = desk();
    expect(load()).toBeUndefined();
    const { finished } = loadRecords(app, FILE);
    expect(load()).toEqual({ step: 'fetching', loadedBytes: 5, totalBytes: 20 });
    calls[0]!.settle('stored');
    await finished;
    expect(load()).toEqual({ step: 'ready' });
  });

  it('begins once, however often it is asked for, and not again when the table is there', async () => {
    const { app, calls } = desk();
    const { finished } = loadRecords(app, FILE);
    loadRecords(app, FILE);
    calls[0]!.settle('stored');
    await finished;
    loadRecords(app, FILE);
    expect(calls).toHaveLength(1);
  });

  it('leaves nothing of what was given up, so that it can be asked for again', async () => {
    const { app, calls, cancelled, load } = desk();
    const { finished } = loadRecords(app, FILE);
    cancelRecords(app, 'mobility_traces');
    expect(cancelled).toEqual(['mobility_traces']);
    calls[0]!.settle('cancelled');
    await finished;
    expect(load()).toBeUndefined();
    loadRecords(app, FILE);
    expect(calls).toHaveLength(2);
  });

  it('notes why it failed, and may be tried again', async () => {
    const { app, calls, load } = desk();
    const { finished } = loadRecords(app, FILE);
    calls[0]!.fail(new RecordError('name-taken', 'mobility_traces'));
    await finished;
    expect(load()).toEqual({ step: 'failed', problem: 'name-taken', detail: 'mobility_traces' });
    loadRecords(app, FILE);
    expect(load()).toMatchObject({ step: 'fetching' });
  });
});
