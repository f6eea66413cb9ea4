/** An import from files to rows and picture. Everything it touches comes as an argument; the worker is only its shell. */
import { heightRule } from '../../../core/geo/doctor/attributes/height.ts';
import type { ExamineOptions } from '../../../core/geo/doctor/examine.ts';
import type { ExaminedFile } from '../../../core/geo/doctor/examined.ts';
import type { FeatureSource, ReadOptions, ReadProgress } from '../../../core/geo/doctor/feature-source.ts';
import type { ColumnChoice } from '../../../core/geo/reading/csv/geometry-columns.ts';
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import type {
  Examination,
  ImportedLayer,
  ImportPart,
  ImportPlan,
  ImportWishes,
  Stand,
} from '../../../core/twins/file-importer.ts';
import { importBatch, ROWS_PER_BATCH } from './import-columns.ts';
import { countStands, importGeometry, shapeOfFile, standOf } from './import-geometry.ts';
import { memoryOf, namedPlaces, previewPlaces } from './preview.ts';
import { rowsOfStand, selectRows } from './select-rows.ts';
import { together } from './together.ts';

export interface ImportContext {
  openSource(bytes: Uint8Array, name: string, options: OpenWishes): Promise<FeatureSource>;
  examine(source: FeatureSource, options: ExamineRequest): Promise<ExaminedFile>;
  /** Takes the batches all together or not at all; the first of a table makes it. */
  store(batches: Iterable<ColumnBatch>): Promise<void>;
  onProgress(progress: ReadProgress): void;
}

/** What opening is told beside reading. */
export interface OpenWishes extends ReadOptions {
  readonly columns?: ColumnChoice;
}

export type ExamineRequest = Omit<ExamineOptions, 'registry'>;

export interface ImportDesk {
  examine(wishes: ImportWishes): Promise<Examination>;
  /** Of what was examined last; a programming error before that. */
  store(plan: ImportPlan): Promise<ImportedLayer>;
}

interface Examined {
  readonly file: ExaminedFile;
  readonly stands: Readonly<Record<Stand, number>>;
  readonly wishes: ImportWishes;
}

export function createImportDesk(parts: readonly ImportPart[], context: ImportContext): ImportDesk {
  let last: Examined | null = null;

  async function read(wishes: ImportWishes): Promise<ExaminedFile> {
    const all = parts.reduce((sum, { size }) => sum + size, 0);
    context.onProgress({ step: 'reading', done: 0, all });
    const files = await Promise.all(
      parts.map(async (part) => ({ name: part.name, bytes: new Uint8Array(await part.arrayBuffer()) })),
    );
    const { name, bytes } = together(files);
    const options: ReadOptions = {
      onProgress: context.onProgress,
      ...(wishes.layer === undefined ? {} : { layer: wishes.layer }),
    };
    const columns = wishes.columns === undefined ? {} : { columns: wishes.columns };
    const source = await context.openSource(bytes, name, { ...options, ...columns });
    return context.examine(source, {
      ...options,
      file: { name, bytes: all },
      ...(wishes.crs === undefined ? {} : { chosenCrs: wishes.crs }),
      ...(wishes.axesSwapped === undefined ? {} : { axesSwapped: wishes.axesSwapped }),
      ...(wishes.height === undefined ? {} : { chosenHeight: wishes.height }),
    });
  }

  return {
    async examine(wishes) {
      const before = last;
      // Another height asks for no other reading: the columns are here.
      const sameReading =
        before !== null &&
        wishes.height !== undefined &&
        before.wishes.crs === wishes.crs &&
        before.wishes.axesSwapped === wishes.axesSwapped &&
        before.wishes.layer === wishes.layer &&
        before.wishes.columns === wishes.columns;
      last = null;
      const file = sameReading ? withHeights(before.file, wishes) : asWished(await read(wishes), wishes);
      const stands = sameReading ? before.stands : countStands(file);
      last = { file, stands, wishes };
      const shape = shapeOfFile(stands, file.report.height.rule !== 'none' || file.hasFaces);
      return {
        report: file.report,
        places: previewPlaces(file),
        named: namedPlaces(file),
        shapes: stands,
        memory: memoryOf(file.report, shape as 'extrusion' | 'surface' | 'line' | 'point'),
      };
    },

    async store(plan) {
      if (last === null) throw new Error('Nothing was examined');
      const { file, stands } = last;
      const others = plan.others ?? [];
      const apart = new Set(others.map(({ draw }) => draw));
      const parts: readonly Part[] =
        others.length === 0
          ? [{ table: plan.table, draw: plan.draw, file, stands }]
          : [
              partOf(plan.table, plan.draw, selectRows(file, rowsOfStand(file, null, apart))),
              ...others.map(({ table, draw }) => partOf(table, draw, selectRows(file, rowsOfStand(file, draw, apart)))),
            ];
      const wanted = new Set(plan.columns);
      // The pictures first: where one cannot be made, no table is left behind.
      const layers = parts.map((part) => layerOf(part, context));
      function* batches(): Generator<ColumnBatch> {
        for (const part of parts) yield* batchesOf(part, wanted, context);
      }
      await context.store(batches());
      const [first, ...rest] = layers;
      return { ...first!, ...(rest.length === 0 ? {} : { others: rest }) };
    },
  };
}

/** Whoever gives other heights wants blocks of these. */
function asWished(file: ExaminedFile, { height }: ImportWishes): ExaminedFile {
  return height === undefined ? file : { ...file, facesAt: () => null, hasFaces: false };
}

/** What becomes one table and one layer. */
interface Part {
  readonly table: string;
  readonly draw: Stand | undefined;
  readonly file: ExaminedFile;
  readonly stands: Readonly<Record<Stand, number>>;
}

function partOf(table: string, draw: Stand | undefined, file: ExaminedFile): Part {
  return { table, draw, file, stands: countStands(file) };
}

const hasHeights = ({ file, stands }: Part): boolean => stands.surface > 0 && file.report.height.rule !== 'none';
const hasFaces = ({ file, stands }: Part): boolean => stands.surface > 0 && file.hasFaces;

function layerOf(part: Part, { onProgress }: ImportContext): ImportedLayer {
  const { table, draw, file, stands } = part;
  const shape = shapeOfFile(stands, hasHeights(part) || hasFaces(part), draw);
  const all = Object.values(stands).reduce((sum, count) => sum + count, 0);
  const built = importGeometry(table, file, shape, (done) => onProgress({ step: 'building', done, all }));
  return { geometry: built.geometry, shape, rows: file.count, drawn: built.drawn };
}

function* batchesOf(part: Part, columns: ReadonlySet<string>, { onProgress }: ImportContext): Generator<ColumnBatch> {
  const { table, file, stands } = part;
  const shape = {
    hasHeights: hasHeights(part),
    hasSurfaces: stands.surface > 0,
    hasLines: stands.line > 0,
    hasFaces: hasFaces(part),
  };
  for (let from = 0; from === 0 || from < file.count; from += ROWS_PER_BATCH) {
    yield importBatch(table, file, columns, shape, from);
    onProgress({ step: 'storing', done: Math.min(file.count, from + ROWS_PER_BATCH), all: file.count });
  }
}

const HEIGHT_CODES: ReadonlySet<string> = new Set(['no-height-attribute', 'null-height', 'height-out-of-range']);

/** The same file with other heights; what was said about heights is what the person decided on. */
function withHeights(file: ExaminedFile, { height }: ImportWishes): ExaminedFile {
  const isSurface = new Uint8Array(file.count);
  for (let row = 0; row < file.count; row++) {
    const geometry = file.geometryAt(row);
    if (geometry !== null && standOf(geometry) === 'surface') isSurface[row] = 1;
  }
  const found = heightRule(file.columns, { count: file.count, isSurface }, height);
  const issues = file.report.issues.filter(({ code }) => !HEIGHT_CODES.has(code));
  const unknown = found.report.of - found.report.known;
  return {
    report: {
      ...file.report,
      height: found.report,
      issues:
        unknown === 0 || found.report.column === null
          ? issues
          : [
              ...issues,
              {
                code: 'null-height',
                weight: 'missing',
                count: unknown,
                counted: 'feature',
                firstFeatures: found.issues.flatMap(({ featureNumber }) => featureNumber ?? []).slice(0, 10),
                positions: [],
                detail: found.report.column,
              },
            ],
    },
    count: file.count,
    geometryAt: (row) => file.geometryAt(row),
    facesAt: () => null,
    hasFaces: false,
    heightM: found.heightM,
    heightIsAssumed: found.assumed,
    columns: file.columns,
  };
}
