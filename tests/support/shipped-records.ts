import { readFileSync } from 'node:fs';
import { readCsv } from '../../app/core/base/csv.ts';
import { type DatasetManifest, type RecordFile, readManifest } from '../../app/core/catalogue/dataset-manifest.ts';

const FOLDER = new URL('../../datasets/eixample/', import.meta.url);

export type Cells = Readonly<Record<string, string>>;

export const shippedManifest: DatasetManifest = readManifest(readFileSync(new URL('manifest.json', FOLDER), 'utf8'))
  .value!;

export function recordFile(table: string): RecordFile {
  const file = shippedManifest.files.find((one) => one.table === table);
  if (file === undefined || file.role === 'layer') throw new Error(`the dataset has no records called ${table}`);
  return file;
}

export function shippedBytes(table: string): Uint8Array {
  return readFileSync(new URL(recordFile(table).path, FOLDER));
}

/** The rows of a shipped register, trace or truth; a file with any flaw is refused. */
export function shippedRecords(table: string): readonly Cells[] {
  const file = recordFile(table);
  const text = new TextDecoder(file.encoding, { fatal: true }).decode(shippedBytes(table));
  const { value, issues } = readCsv(text, file.delimiter);
  if (value === null || issues.length > 0) throw new Error(`${table}: ${JSON.stringify(issues)}`);
  return Array.from({ length: value.rowCount }, (_, row) =>
    Object.fromEntries(value.names.map((name, column) => [name, value.columns[column]![row]!])),
  );
}
