/** What the page is told of an examined file beside its report: where it lies, and what it will take. */
import type { ExaminedFile } from '../../../core/geo/doctor/examined.ts';
import type { DoctorReport } from '../../../core/geo/doctor/report.ts';
import { type Geometry, linesOf, type Position, pointsOf, polygonsOf } from '../../../core/geo/geojson.ts';
import { boundingBox } from '../../../core/geo/measures.ts';
import { type FeaturePlace, type ImportMemory, PREVIEW_PLACES } from '../../../core/twins/file-importer.ts';

function* positionsOf(geometry: Geometry): Generator<Position> {
  for (const rings of polygonsOf(geometry)) if (rings[0] !== undefined) yield* rings[0];
  for (const line of linesOf(geometry)) yield* line;
  yield* pointsOf(geometry);
}

/** Places spread evenly over the rows, and over the corners of each. */
export function previewPlaces(examined: ExaminedFile): Float32Array {
  const { count, report } = examined;
  const everyRow = Math.max(1, Math.floor(count / PREVIEW_PLACES));
  const rows = Math.max(1, Math.ceil(count / everyRow));
  const perRow = Math.max(1, Math.floor(PREVIEW_PLACES / rows));
  const corners = Math.max(1, Math.floor(report.vertices / Math.max(1, count) / perRow));
  const places: number[] = [];
  for (let row = 0; row < count && places.length < PREVIEW_PLACES * 2; row += everyRow) {
    const geometry = examined.geometryAt(row);
    if (geometry === null) continue;
    let number = 0;
    let taken = 0;
    for (const [lon, lat] of positionsOf(geometry)) {
      if (number++ % corners !== 0) continue;
      places.push(lon!, lat!);
      if (++taken >= perRow) break;
    }
  }
  return Float32Array.from(places.slice(0, PREVIEW_PLACES * 2));
}

/** Where the features lie that the findings name. Those without a shape have no place. */
export function namedPlaces({ report, geometryAt }: ExaminedFile): FeaturePlace[] {
  const numbers = new Set(report.issues.flatMap(({ firstFeatures }) => firstFeatures));
  return [...numbers]
    .sort((a, b) => a - b)
    .flatMap((feature) => {
      const geometry = geometryAt(feature - 1);
      const bbox = geometry === null ? null : boundingBox(geometry);
      return bbox === null ? [] : [{ feature, bbox }];
    });
}

/** Bytes of a value of a column in the database, about: numbers whole, texts by what texts of registers usually hold. */
const BYTES_PER_NUMBER = 9;
const BYTES_PER_TEXT = 24;
/** Identity, middle, box, measures. */
const HOUSE_BYTES_PER_ROW = 90;
const BYTES_PER_COORDINATE = 16;
/** A wall is two triangles of its own corners beside the roof's; an area is its triangles; a point one corner. */
const PICTURE_BYTES_PER_VERTEX = { extrusion: 150, surface: 60, line: 90, point: 20 } as const;

/** By what was counted while reading; within a factor of two for the files it was held against. */
export function memoryOf(report: DoctorReport, shape: keyof typeof PICTURE_BYTES_PER_VERTEX): ImportMemory {
  const rows = report.features ?? 0;
  const cells = report.columns.reduce(
    (sum, { type, filled }) => sum + filled * (type === 'VARCHAR' ? BYTES_PER_TEXT : BYTES_PER_NUMBER),
    0,
  );
  return {
    tableBytes: cells + rows * HOUSE_BYTES_PER_ROW + report.vertices * BYTES_PER_COORDINATE,
    pictureBytes: report.vertices * PICTURE_BYTES_PER_VERTEX[shape],
  };
}
