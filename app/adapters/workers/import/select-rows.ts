/** Some rows of an examined file as a file of their own, without a copy of what they hold. */
import type { ImportedColumn } from '../../../core/geo/doctor/attributes/imported-column.ts';
import type { ExaminedFile } from '../../../core/geo/doctor/examined.ts';
import type { Stand } from '../../../core/twins/file-importer.ts';
import { featureIdsOf } from './import-columns.ts';
import { standOf } from './import-geometry.ts';

/** Rows keep the identities that they have in the whole file. */
export type SelectedFile = ExaminedFile & { readonly idAt: (row: number) => string };

export function selectRows(file: ExaminedFile, rows: Uint32Array): SelectedFile {
  const idOf = featureIdsOf(file);
  const columns = file.columns.map(
    (column): ImportedColumn => ({
      ...column,
      values: { length: rows.length, at: (row) => column.values.at(rows[row]!) },
    }),
  );
  return {
    report: file.report,
    count: rows.length,
    geometryAt: (row) => file.geometryAt(rows[row]!),
    facesAt: (row) => file.facesAt(rows[row]!),
    hasFaces: file.hasFaces,
    heightM: Float64Array.from(rows, (row) => file.heightM[row]!),
    heightIsAssumed: Uint8Array.from(rows, (row) => file.heightIsAssumed[row]!),
    columns,
    idAt: (row) => idOf(rows[row]!),
  };
}

/** Rows of one kind. `others` are the kinds that have tables of their own; with null: everything that is in none of them. */
export function rowsOfStand(file: ExaminedFile, stand: Stand | null, others: ReadonlySet<Stand>): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < file.count; row++) {
    const geometry = file.geometryAt(row);
    const itsStand = geometry === null ? null : standOf(geometry);
    const isMine = stand === null ? itsStand === null || !others.has(itsStand) : itsStand === stand;
    if (isMine) rows.push(row);
  }
  return Uint32Array.from(rows);
}
