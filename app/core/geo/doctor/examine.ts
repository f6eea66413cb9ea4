/**
 * The examination: a source's features, read once, become flat geometry and columns, are placed on the globe, mended, and
 * reported. Nothing is dropped unsaid: what can be drawn and what is left out for a reason make up all features.
 */
import { createAttributeGatherer } from './attributes/gatherer.ts';
import { type HeightChoice, type Heights, heightRule } from './attributes/height.ts';
import type { ImportedColumn } from './attributes/imported-column.ts';
import { countedBy } from './counted-by.ts';
import { type CrsDecision, type CrsKnowledge, decideCrs } from './crs-decision.ts';
import type { ExaminedFile } from './examined.ts';
import { type FeatureSource, type FileIssue, ReadCancelled, type ReadOptions } from './feature-source.ts';
import { FaceStore } from './geometry/face-store.ts';
import { FlatGeometry } from './geometry/flat-geometry.ts';
import { faultsOfRow } from './geometry/mend-rows.ts';
import { PolygonChecker } from './geometry/polygon-faults.ts';
import { ShapeReader } from './geometry/read-shape.ts';
import { createReprojection } from './geometry/reproject.ts';
import { RingTurns } from './geometry/ring-turns.ts';
import { samplePositions } from './geometry/sample.ts';
import { shapeFacts } from './geometry/shape-facts.ts';
import { agrees, rawBounds } from './geometry/stated-extent.ts';
import { outcomeOf } from './outcome.ts';
import { placeRows } from './place-rows.ts';
import { DOCTOR_CODES, type DoctorCode, type DoctorReport } from './report.ts';
import { Rows } from './rows.ts';
import { Tally } from './tally.ts';
import { sayAll, sentenceParts } from './texts/sentences.ts';

export interface ExamineOptions extends ReadOptions {
  readonly file: { readonly name: string; readonly bytes: number };
  readonly registry: CrsKnowledge;
  /** A code that a person chose, whatever the file says. */
  readonly chosenCrs?: string;
  /** A person says whether the northing or latitude stands first. */
  readonly axesSwapped?: boolean;
  readonly chosenHeight?: HeightChoice;
}

/** Of a city model the outlines are footprints that its reader drew: what is mended about them is no fault of the file. */
const OF_OUTLINES: readonly DoctorCode[] = [
  'clockwise-outer-ring',
  'counter-clockwise-hole',
  'repeated-points',
  'zero-area-ring',
  'self-intersection',
  'ring-self-touch',
  'hole-outside-shell',
  'overlapping-holes',
  'overlapping-parts',
];

/** What has been read, before anybody knows where it lies. */
class Reading {
  readonly geometry = new FlatGeometry();
  readonly faces = new FaceStore();
  readonly tally = new Tally();
  readonly turns = new RingTurns();
  readonly rows = new Rows();
  readonly checker = new PolygonChecker();
  readonly types = new Map<string, number>();
  /** Rows of which the reader could make nothing. */
  readonly unreadable: number[] = [];
  readonly attributes = createAttributeGatherer();
  private readonly shapes = new ShapeReader(this.geometry, this.tally, this.turns);
  private readonly ids = new Set<string | number>();

  async run(source: FeatureSource, options: ReadOptions): Promise<void> {
    for await (const features of source.batches(options)) {
      if (options.isCancelled?.()) throw new ReadCancelled();
      for (const { position, geometry, properties, id, unreadable, noGeometry, surfaces, groundM } of features) {
        const row = this.rows.count;
        this.rows.add(position);
        if (unreadable === true) this.unreadable.push(row);
        if (unreadable === true || noGeometry !== undefined) this.withoutShape(row, noGeometry);
        else this.shape(geometry, row);
        this.faces.add(surfaces, groundM);
        this.attributes.add(unreadable === true ? null : properties);
        if (id !== undefined) this.identifier(id, row);
      }
    }
  }

  /** The reader has said why. */
  private withoutShape(row: number, reason: DoctorCode | undefined): void {
    if (reason !== undefined) this.tally.leaveOut(row, reason);
    this.types.set('null', (this.types.get('null') ?? 0) + 1);
    this.geometry.endRow(this.geometry.mark(), false);
  }

  private shape(raw: unknown, row: number): void {
    const type = this.shapes.read(raw, row);
    this.types.set(type, (this.types.get(type) ?? 0) + 1);
    if (!this.geometry.hasGeometry(row)) return;
    const faults = faultsOfRow(this.geometry, row, this.checker);
    for (const code of faults.codes) this.tally.feature(code, row);
    if (faults.needsMending) this.rows.toMend.push(row);
    if (faults.isDelicate) this.rows.delicate.push(row);
  }

  private identifier(id: string | number, row: number): void {
    if (this.ids.has(id)) this.tally.feature('duplicate-feature-ids', row, String(id));
    else this.ids.add(id);
  }

  /** The reader's own findings, and the reason for each row that it could not read. */
  take(issues: readonly FileIssue[]): void {
    for (const issue of issues) this.takeOne(issue);
    const reasons = new Map<number, 'not-a-feature'>();
    for (const { code, featureNumber } of issues) {
      if (code === 'not-a-feature' && featureNumber !== undefined) reasons.set(featureNumber - 1, code);
    }
    const whole = this.tally.has('broken-feature') ? 'broken-feature' : 'not-a-feature';
    for (const row of this.unreadable) this.tally.leaveOut(row, reasons.get(row) ?? whole);
  }

  takeOne({ code, severity, detail, featureNumber, position, count }: FileIssue): void {
    const row = featureNumber === undefined ? undefined : featureNumber - 1;
    this.tally.file(code, { counted: countedBy(code), count, row, position, detail });
    if (severity === 'error' && DOCTOR_CODES[code] !== 'refusal') this.tally.weigh(code, 'refusal');
  }
}

/**
 * Reads the source once and says what it is. Throws only `ReadCancelled`; whatever is wrong with a file is in the report.
 */
export async function examine(source: FeatureSource, options: ExamineOptions): Promise<ExaminedFile> {
  const reading = new Reading();
  const isModel = source.head.format === 'cityjson';
  const { tally, geometry, rows, faces } = reading;
  await reading.run(source, options);
  const vertices = geometry.vertexCount;
  reading.take(source.issues());
  if (outcomeOf(tally.issues(() => null)) === 'refused') return refused(reading, source, options);
  if (rows.count === 0) tally.file('no-features');

  const decision = decideCrs({
    declared: source.declaredCrs(),
    chosen: options.chosenCrs ?? null,
    isSwapped: options.axesSwapped,
    isMetric: isModel,
    sample: samplePositions(geometry),
    knowledge: options.registry,
  });
  for (const { code, detail, isAnswered } of decision.findings) {
    tally.file(code, { detail });
    if (isAnswered === true) tally.weigh(code, 'note');
  }
  const stated = source.members?.().bbox;
  if (stated !== undefined && !agrees(stated, rawBounds(geometry)))
    tally.file('bbox-member-wrong', { counted: 'feature', count: 1 });
  const bbox = await placeRows(reading, decision, options);

  const { definition, isSwapped } = decision;
  if (definition !== null && faces.faceCount > 0) faces.reproject(createReprojection(definition, isSwapped).point);

  if (isModel) for (const code of OF_OUTLINES) tally.forget(code);

  const { columns, issues: ofAttributes } = reading.attributes.finish();
  for (const issue of ofAttributes) reading.takeOne(issue);
  // A table of text has nothing but text: its numbers are no fault of it.
  if (source.head.format === 'csv') tally.weigh('numeric-strings', 'note');
  const names = [options.file.name, source.head.layer ?? '', source.members?.().name ?? ''];
  const heights = heightRule(columns, { ...shapeFacts(geometry), names }, options.chosenHeight);
  // A model's heights are those of its shapes: what has none (a road) lies flat.
  const ofHeights = isModel ? heights.issues.filter(({ code }) => code !== 'null-height') : heights.issues;
  for (const issue of ofHeights) reading.takeOne(issue);

  const report = reportOf(reading, source, options, { decision, bbox, columns, heights, vertices });
  return {
    report,
    count: rows.count,
    geometryAt: (row) => (definition === null ? null : geometry.geometryAt(row)),
    facesAt: (row) => (definition === null || !geometry.hasGeometry(row) ? null : faces.at(row)),
    hasFaces: definition !== null && faces.faceCount > 0,
    heightM: heights.heightM,
    heightIsAssumed: heights.assumed,
    columns,
  };
}

interface Found {
  readonly decision: CrsDecision | null;
  readonly bbox: DoctorReport['bbox'];
  readonly columns: readonly ImportedColumn[];
  readonly heights: Heights | null;
  /** Before anything was mended. */
  readonly vertices: number;
}

const NO_HEIGHTS: DoctorReport['height'] = {
  column: null,
  rule: 'none',
  unit: null,
  passedOver: null,
  perUnitM: null,
  defaultM: null,
  known: 0,
  of: 0,
  lowestM: null,
  highestM: null,
};

function refused(reading: Reading, source: FeatureSource, options: ExamineOptions): ExaminedFile {
  return {
    report: reportOf(reading, source, options, { decision: null, bbox: null, columns: [], heights: null, vertices: 0 }),
    count: 0,
    geometryAt: () => null,
    facesAt: () => null,
    hasFaces: false,
    heightM: new Float64Array(0),
    heightIsAssumed: new Uint8Array(0),
    columns: [],
  };
}

function reportOf(reading: Reading, source: FeatureSource, options: ExamineOptions, found: Found): DoctorReport {
  const { tally, rows } = reading;
  const issues = tally.issues((row) => rows.positionOf(row));
  const outcome = outcomeOf(issues);
  const isRefused = outcome === 'refused';
  const features = isRefused && rows.count === 0 ? null : rows.count;
  const drawable = isRefused ? 0 : rows.count - tally.leftOutCount;
  const candidates = found.decision?.report.candidates ?? [];
  const whyParts = sentenceParts({ outcome, features, drawable, issues, crs: { candidates } });
  return {
    outcome,
    features,
    drawable,
    geometryTypes: Object.fromEntries([...reading.types].sort()),
    crs: found.decision?.report ?? {
      declared: source.declaredCrs()?.text ?? null,
      used: null,
      name: null,
      why: 'unknown',
      accuracyM: null,
      candidates: [],
    },
    bbox: found.bbox,
    issues,
    leftOut: tally.leftOut(),
    why: sayAll(whyParts),
    whyParts,
    file: { ...source.head, name: options.file.name, bytes: options.file.bytes },
    columns: found.columns.map(({ values: _values, ...column }) => column),
    height: found.heights?.report ?? NO_HEIGHTS,
    vertices: found.vertices,
  };
}
