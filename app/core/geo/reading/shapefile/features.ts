/** Shapes and rows of a table, one after the other: the features of a shapefile. */
import type { SourceFeature } from '../../doctor/feature-source.ts';
import type { IssueLog } from '../issue-log.ts';
import { readShapes } from './shapes.ts';
import type { DbaseTable } from './table.ts';

export function* shapefileFeatures(
  shapes: Uint8Array,
  table: DbaseTable | null,
  decode: (bytes: Uint8Array) => string,
  log: IssueLog,
): Generator<SourceFeature> {
  let number = 0;
  let row = -1;
  const propertiesOf = (index: number) => {
    if (table === null) return {};
    return index < table.rowCount ? table.row(index, decode) : null;
  };
  for (const shape of readShapes(shapes)) {
    row++;
    const position = { byteOffset: shape.byteOffset };
    if (table?.isDeleted(row)) {
      log.add('deleted-rows');
      continue;
    }
    number++;
    if (shape.kind === 'broken') {
      const rest = shape.detail.startsWith('the file ends');
      if (rest) {
        log.add('truncated-file', { position, detail: shape.detail });
        return;
      }
      log.add('broken-feature', { featureNumber: number, position, detail: shape.detail });
    }
    if (shape.kind === 'unsupported')
      log.add('unsupported-geometry', { featureNumber: number, position, detail: shape.detail });
    const read =
      shape.kind === 'shape'
        ? { geometry: shape.geometry }
        : ({
            geometry: null,
            noGeometry: shape.kind === 'broken' ? 'broken-feature' : 'unsupported-geometry',
          } as const);
    yield { number, position, ...read, properties: propertiesOf(row) };
  }
  if (table !== null && row + 1 !== table.rowCount) {
    const detail = `${row + 1} shapes, ${table.rowCount} rows in the table`;
    log.add('missing-attributes', { detail });
  }
}
