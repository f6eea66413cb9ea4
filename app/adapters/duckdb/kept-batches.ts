/**
 * What a restarted database is rebuilt from: the batches that made and filled the tables of layers. They are held as
 * Blobs, outside the JavaScript heap; a table made again replaces its older batches.
 */
import type { IngestBatch } from '../../core/store/ingest-protocol.ts';

interface KeptBatch extends Omit<IngestBatch, 'ipc'> {
  readonly blob: Blob;
}

export class KeptBatches {
  private kept: KeptBatch[] = [];

  add(batches: readonly IngestBatch[]): void {
    for (const { ipc, ...batch } of batches) {
      const { table, mode, replaces } = batch;
      if (mode === 'create') this.kept = this.kept.filter((older) => older.table !== table);
      if (mode === 'replace-rows') {
        const gone = new Set(replaces?.values);
        this.kept = this.kept.filter(
          (older) => older.table !== table || !older.replaces?.values.some((value) => gone.has(value)),
        );
        if (batch.rowCount === 0) continue;
      }
      this.kept.push({ ...batch, blob: new Blob([ipc as Uint8Array<ArrayBuffer>]) });
    }
  }

  /** Hands everything out and forgets it: what is inserted again is kept again. */
  async takeAll(): Promise<IngestBatch[]> {
    const taken = this.kept.splice(0);
    return Promise.all(
      taken.map(async ({ blob, ...batch }) => ({ ...batch, ipc: new Uint8Array(await blob.arrayBuffer()) })),
    );
  }
}
