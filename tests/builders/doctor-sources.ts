/** Files for the doctor that never were files: features in memory, and a small list of reference systems. */
import { CRS84, type CrsDefinition, EPSG25831 } from '../../app/core/geo/crs.ts';
import type { CrsKnowledge } from '../../app/core/geo/doctor/crs-decision.ts';
import { type ExamineOptions, examine } from '../../app/core/geo/doctor/examine.ts';
import type { ExaminedFile } from '../../app/core/geo/doctor/examined.ts';
import type { FeatureSource, FileFormat, FileIssue, SourceFeature } from '../../app/core/geo/doctor/feature-source.ts';
import type { DoctorCode, DoctorReport } from '../../app/core/geo/doctor/report.ts';

/** Longitude and latitude, and ETRS89 / UTM zone 31N with its area of use; candidates are that zone where it holds. */
export const twoSystems: CrsKnowledge = {
  find: (code) => [CRS84, EPSG25831].find((one) => one.code === (code === 'EPSG:4326' ? 'OGC:CRS84' : code)) ?? null,
  resolve: ({ text }) => {
    const definition = text.includes('25831') ? EPSG25831 : text.includes('CRS84') ? CRS84 : null;
    return { definition, codes: definition === null ? ['unknown-crs'] : [] };
  },
  rank: () => [{ code: 'EPSG:25831', name: EPSG25831.name, bbox: [0, 0, 1, 1], area: 'Spain – Catalonia', score: 1 }],
  accuracyOf: () => null,
  areaOf: (definition: CrsDefinition) =>
    definition.code === 'EPSG:25831' ? { west: 0, south: 37, east: 6, north: 82 } : null,
  refined: (definition) => definition,
};

export interface MadeFile {
  readonly declared?: string;
  readonly issues?: readonly FileIssue[];
  readonly bbox?: readonly number[];
  readonly format?: FileFormat;
  /** Features given at once. */
  readonly batch?: number;
}

/** Geometries, or whole features where they have a `properties` or `unreadable` member. */
export function sourceOf(given: readonly unknown[], made: MadeFile = {}): FeatureSource {
  const features = given.map((one, i): SourceFeature => {
    const isFeature = typeof one === 'object' && one !== null && ('properties' in one || 'unreadable' in one);
    const feature = isFeature ? (one as Partial<SourceFeature>) : { geometry: one, properties: {} };
    return {
      number: i + 1,
      position: { byteOffset: i * 100, line: i + 1, column: 1 },
      geometry: undefined,
      properties: undefined,
      ...feature,
    };
  });
  return {
    head: { format: made.format ?? 'geojson', wrapping: 'none', encoding: 'utf-8', layer: null, layers: [] },
    async *batches() {
      const size = made.batch ?? 1000;
      for (let from = 0; from < features.length; from += size) yield features.slice(from, from + size);
    },
    declaredCrs: () => (made.declared === undefined ? null : { text: made.declared, form: 'name' }),
    members: () => (made.bbox === undefined ? {} : { bbox: made.bbox }),
    issues: () => made.issues ?? [],
  };
}

export type Wish = MadeFile & Partial<Omit<ExamineOptions, 'file'>>;

export function examined(given: readonly unknown[], wish: Wish = {}): Promise<ExaminedFile> {
  return examine(sourceOf(given, wish), {
    file: { name: 'made.geojson', bytes: 1000 },
    registry: twoSystems,
    ...wish,
  });
}

/** Count by code, null for the whole file. */
export function countsOf(report: DoctorReport): Partial<Record<DoctorCode, number | null>> {
  return Object.fromEntries(report.issues.map(({ code, count }) => [code, count]));
}

export const polygon = (...rings: readonly (readonly number[])[][]) => ({ type: 'Polygon', coordinates: rings });

/** A square of a side from its lower left corner, counter-clockwise and closed. */
export const square = (x: number, y: number, side: number): number[][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

/** The same ring, run the other way. */
export const turned = (ring: readonly (readonly number[])[]) => ring.toReversed().map((position) => [...position]);
