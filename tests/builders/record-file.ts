import type { RecordFile } from '../../app/core/catalogue/dataset-manifest.ts';

/** A register of two columns; give what the test is about. */
export function recordFileOf(given: Partial<RecordFile> = {}): RecordFile {
  return {
    table: 'keys',
    path: 'registers/keys.csv',
    bytes: 20,
    sha256: 'abc',
    role: 'register',
    format: 'csv',
    title: 'Register of keys',
    about: 'Keys.',
    coverage: 'All.',
    knownProblems: ['Some are lost.'],
    personal: false,
    encoding: 'utf-8',
    delimiter: ',',
    columns: [
      { name: 'code', description: 'code' },
      { name: 'note', description: 'note' },
    ],
    rows: 2,
    ...given,
  };
}
