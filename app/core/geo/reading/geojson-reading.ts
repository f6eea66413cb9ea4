import type { DeclaredCrs, FilePosition, SourceFeature, SourceMembers } from '../doctor/feature-source.ts';
import { coordRefSysOf, crsStatementOf } from './declared-crs.ts';
import { FeatureStarts } from './feature-starts.ts';
import { GeoJsonBatch } from './geojson-batch.ts';
import { type ElementContext, GEOMETRY_TYPES, isBbox, shortOf } from './geojson-elements.ts';
import type { IssueLog } from './issue-log.ts';
import { findJsonFault, type JsonFault } from './json-fault.ts';
import { JsonScanner, type ScanMark } from './json-scanner.ts';
import type { TextFile } from './text-file.ts';

const QUOTE = 0x22;
const CLOSE_PARENTHESIS = 0x29;
const COMMA = 0x2c;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const OPEN_SQUARE = 0x5b;
const CLOSE_SQUARE = 0x5d;
const OPEN_CURLY = 0x7b;
const CLOSE_CURLY = 0x7d;

/** Of text parsed at once: small enough to look up in between, large enough for the parser to get going. */
const BATCH_BYTES = 64 * 1024;
/** One feature; the longest text an engine holds is half a gigabyte. */
const MAX_FEATURE_BYTES = 256 * 1024 * 1024;
/** Members of a collection that are parsed; all others are passed over. */
const READ_MEMBERS = new Set(['type', 'crs', 'name', 'bbox', 'coordRefSys', 'conformsTo']);
const MAX_MEMBER_BYTES = 1024 * 1024;
/** What belongs to features and geometries: in a collection it misleads (RFC 7946, section 7.1). */
const MISLEADING_MEMBERS = new Set(['coordinates', 'geometries', 'geometry', 'properties']);
/** Members that show that an object is no collection. */
const ELEMENT_MEMBERS = new Set(['geometry', 'coordinates', 'geometries', 'properties']);

export interface ReadingOptions {
  readonly start: number;
  readonly isWrapped: boolean;
  readonly log: IssueLog;
}

/** What one pass over a GeoJSON file has found so far. */
export class GeoJsonReading {
  private readonly scanner: JsonScanner;
  private readonly starts: FeatureStarts;
  private readonly log: IssueLog;
  private readonly batch: GeoJsonBatch;
  private readonly context: ElementContext;
  private readonly isWrapped: boolean;
  /** Values of the members of the collection. */
  private readonly found = new Map<string, unknown>();
  private collections = 0;
  /** Objects at the top that are neither collections nor features. */
  private strangers = 0;
  private isOver = false;
  /** A broken feature swallowed others: from now on none may reach beyond the beginning of the next. */
  private careful = false;
  private collectionCrs: DeclaredCrs | null | undefined;

  constructor(
    private readonly text: TextFile,
    { start, isWrapped, log }: ReadingOptions,
  ) {
    this.scanner = new JsonScanner(text.bytes, start);
    this.scanner.lineStart = text.start;
    this.starts = new FeatureStarts(text.bytes);
    this.log = log;
    this.isWrapped = isWrapped;
    this.context = { log, crs: null, fromPlace: null, coordRefSys: () => this.coordRefSys() };
    this.batch = new GeoJsonBatch(text, this.context);
  }

  get bytesRead(): number {
    return this.scanner.at;
  }

  get declaredCrs(): DeclaredCrs | null {
    if (this.context.fromPlace) return this.context.crs;
    return this.collectionCrs === undefined ? this.context.crs : this.collectionCrs;
  }

  get members(): SourceMembers {
    const name = this.found.get('name');
    const bbox = this.found.get('bbox');
    return {
      ...(typeof name === 'string' ? { name } : {}),
      ...(isBbox(bbox) ? { bbox: bbox as readonly number[] } : {}),
    };
  }

  /** The features in batches. Empty ones are a chance to look up. */
  *run(): Generator<SourceFeature[]> {
    const { scanner } = this;
    while (!this.isOver) {
      const byte = scanner.peek();
      if (byte === -1) break;
      if (byte === OPEN_CURLY) yield* this.readTop();
      else if (byte === OPEN_SQUARE) yield* this.readList();
      else if (this.isWrapped && (byte === SEMICOLON || byte === CLOSE_PARENTHESIS)) scanner.at++;
      else if (byte === COMMA && this.batch.count > 0) {
        this.mended('a comma stands between two features of a sequence');
        scanner.at++;
      } else yield* this.readStray();
    }
    yield this.batch.take();
    this.conclude();
  }

  /** Something at the top that begins no object and no list. */
  private *readStray(): Generator<SourceFeature[]> {
    const mark = this.scanner.mark();
    const isBehindTheEnd = (this.collections > 0 || this.batch.count > 0) && this.starts.after(mark) < 0;
    if (!isBehindTheEnd) return yield* this.recover(mark, null);
    this.mended('something that is no GeoJSON stands behind the end', mark);
    this.isOver = true;
  }

  private conclude(): void {
    const { batch, log } = this;
    const { firstBroken } = batch;
    if (batch.good > 0) {
      for (let count = 0; count < this.strangers; count++)
        log.add('not-a-feature', { detail: 'object of another kind' });
    } else if (firstBroken !== null && !log.has('malformed-json'))
      this.malformed(firstBroken.position, firstBroken.sentence);
    else if (this.collections === 0 && !log.has('malformed-json') && !this.isOver) log.add('not-geojson');
    this.noteCollectionMembers();
  }

  private noteCollectionMembers(): void {
    const { found, log } = this;
    const type = found.get('type');
    if (this.collections > 0 && type !== 'FeatureCollection')
      log.add('collection-type-wrong', { detail: shortOf(type) });
    if (found.has('bbox') && !isBbox(found.get('bbox')))
      log.add('bbox-member-wrong', { detail: shortOf(found.get('bbox')) });
    const conformsTo = found.get('conformsTo');
    if (!log.has('json-fg') && (found.has('coordRefSys') || shortOf(conformsTo).includes('json-fg')))
      log.add('json-fg');
  }

  /** An object at the top: a collection, or an element of a sequence. */
  private *readTop(): Generator<SourceFeature[]> {
    const mark = this.scanner.mark();
    const kind = this.kindAtTop();
    this.scanner.goTo(mark);
    if (kind === 'collection') yield* this.readCollection();
    else if (kind === 'element') yield* this.readElement(true);
    else {
      this.strangers++;
      if (!this.scanner.skipValue()) yield* this.recover(mark, null);
    }
  }

  private kindAtTop(): 'collection' | 'element' | 'stranger' {
    const { scanner } = this;
    scanner.at++;
    for (;;) {
      const name = this.readName();
      if (name === null) return scanner.peek() === CLOSE_CURLY ? 'stranger' : 'element';
      if (name === 'features') return 'collection';
      if (ELEMENT_MEMBERS.has(name)) return 'element';
      const start = scanner.at;
      if (!scanner.skipValue()) return 'element';
      if (name === 'type') {
        const type = this.parse(start, scanner.at);
        if (type === 'FeatureCollection') return 'collection';
        if (type === 'Feature' || GEOMETRY_TYPES.has(type)) return 'element';
      }
      if (!scanner.take(COMMA)) return scanner.peek() === CLOSE_CURLY ? 'stranger' : 'element';
    }
  }

  /** The name of the next member, up to behind its colon; null where none stands there. */
  private readName(): string | null {
    const { scanner } = this;
    if (scanner.peek() !== QUOTE) return null;
    const start = scanner.at;
    if (!scanner.skipString()) return null;
    const name = this.parse(start, scanner.at);
    return typeof name === 'string' && scanner.take(COLON) ? name : null;
  }

  private parse(start: number, end: number): unknown {
    try {
      return JSON.parse(this.text.decode(this.text.bytes.subarray(start, end)));
    } catch {
      return undefined;
    }
  }

  private *readCollection(): Generator<SourceFeature[]> {
    const { scanner, log } = this;
    const opening = scanner.mark();
    const names = new Set<string>();
    this.collections++;
    scanner.at++;
    while (!this.isOver) {
      const name = this.readName();
      if (name === null) break;
      if (names.has(name)) log.add('duplicate-json-keys', { detail: name });
      names.add(name);
      if (MISLEADING_MEMBERS.has(name)) log.add('foreign-members', { detail: name });
      const start = scanner.at;
      if (name === 'features') {
        const byte = scanner.peek();
        if (byte === -1) return yield* this.recover(opening, null);
        if (byte !== OPEN_SQUARE) {
          log.add('not-geojson', { detail: '"features" is no list', position: this.place(scanner.mark()) });
          this.isOver = true;
          return;
        }
        yield* this.readList();
        if (this.isOver) return;
      } else {
        if (!scanner.skipValue()) return yield* this.recover(opening, null);
        this.keepMember(name, start, scanner.at);
      }
      if (!scanner.take(COMMA)) break;
    }
    if (this.isOver) return;
    if (scanner.take(CLOSE_CURLY)) {
      if (!names.has('features')) {
        log.add('not-geojson', { detail: 'a collection without "features"' });
        this.isOver = true;
      }
      return;
    }
    if (names.has('features') && scanner.peek() === -1)
      this.truncated('the closing bracket of the collection is missing');
    else yield* this.recover(names.has('features') ? scanner.mark() : opening, null);
  }

  private keepMember(name: string, start: number, end: number): void {
    if (!READ_MEMBERS.has(name) || end - start > MAX_MEMBER_BYTES) return;
    const value = this.parse(start, end);
    this.found.set(name, value);
    if (name !== 'crs') return;
    const statement = crsStatementOf(value);
    if (statement === null) return;
    this.collectionCrs = statement.declared;
    if (statement.oldStyle) this.log.add('old-style-crs-member');
  }

  /** Needed while features are read and often told behind them: then it is looked for there. */
  private coordRefSys(): DeclaredCrs | null {
    if (this.found.has('coordRefSys')) return coordRefSysOf(this.found.get('coordRefSys'));
    const wanted = '"coordRefSys"';
    const { bytes } = this.text;
    for (let at = bytes.lastIndexOf(QUOTE); at > this.scanner.at; at = bytes.lastIndexOf(QUOTE, at - 1)) {
      if (bytes[at + 1] !== 0x63 || this.text.decode(bytes.subarray(at, at + wanted.length)) !== wanted) continue;
      const after = new JsonScanner(bytes, at + wanted.length);
      if (!after.take(COLON)) continue;
      const start = after.at;
      return after.skipValue() ? coordRefSysOf(this.parse(start, after.at)) : null;
    }
    return null;
  }

  /** `[ … ]` of features. */
  private *readList(): Generator<SourceFeature[]> {
    const { scanner } = this;
    scanner.at++;
    if (scanner.take(CLOSE_SQUARE)) return;
    let first = true;
    while (!this.isOver) {
      const byte = scanner.peek();
      if (byte === -1) return this.truncated(`the file ends where a feature was expected`);
      if (byte === CLOSE_SQUARE) {
        this.mended('a comma stands behind the last feature');
        scanner.at++;
        return;
      }
      yield* this.readElement(first);
      first = false;
      if (this.isOver || scanner.take(CLOSE_SQUARE)) return;
      if (scanner.take(COMMA)) continue;
      const next = scanner.peek();
      if (next === OPEN_CURLY) this.mended('a comma is missing between two features');
      else if (next !== -1) yield* this.recover(scanner.mark(), null);
    }
  }

  /** `apart`: something other than a comma stands before it. */
  private *readElement(apart: boolean): Generator<SourceFeature[]> {
    const { scanner, batch } = this;
    scanner.peek();
    const mark = scanner.mark();
    const position = this.place(mark);
    const { names } = scanner;
    const fence = this.careful ? this.starts.after(mark) : -1;
    if (fence >= 0) scanner.end = fence;
    const whole = scanner.skipValue();
    scanner.end = scanner.bytes.length;
    if (!whole) return yield* this.recover(mark, batch.count + 1);
    if (scanner.at - mark.at > MAX_FEATURE_BYTES) return this.refuse('too-large', mark);
    batch.add({ start: mark.at, end: scanner.at, position, names: scanner.names - names }, !apart);
    if (batch.bytes >= BATCH_BYTES) yield batch.take();
  }

  /**
   * Something is broken at `mark`: goes on at the beginning of the next feature, or ends. `number`: the feature that is
   * broken; null where it is something between features.
   */
  private *recover(mark: ScanMark, number: number | null): Generator<SourceFeature[]> {
    const { scanner, batch } = this;
    const inElement = number !== null;
    const { fault } = scanner;
    scanner.fault = null;
    const next = this.starts.after(mark);
    // Features that do not end pile up in one another: that is no bomb.
    const isPile = next >= 0 && next < scanner.faultAt;
    if ((fault === 'too-deep' && !isPile) || fault === 'too-large') return this.refuse(fault, mark);
    const limit = next < 0 ? scanner.bytes.length : next;
    const found = findJsonFault(scanner.bytes, mark.at, limit) ?? { offset: mark.at, sentence: 'this is no JSON' };
    const isCut = next < 0 && found.offset >= scanner.bytes.length;
    yield batch.take();
    if (next < 0) {
      const place = this.text.places.find(found.offset);
      if (batch.count === 0) this.malformed(place, found.sentence);
      else if (isCut || !inElement) this.truncated(`${found.sentence}, behind feature ${batch.count}`, mark);
      else yield* this.giveUp(found, place);
      this.isOver = true;
      return;
    }
    if (inElement) {
      const isOpen = found.offset >= next;
      const sentence = isOpen ? 'it is not closed before the next feature begins' : found.sentence;
      yield [batch.addBroken(this.text.places.find(isOpen ? mark.at : found.offset), sentence)];
    }
    if (!inElement && (batch.count > 0 || this.collections === 0)) this.mended(found.sentence, mark);
    this.careful = true;
    scanner.goTo(mark);
    scanner.advanceTo(next);
  }

  /** The last feature is broken in such a way that what follows it cannot be told apart from it. */
  private *giveUp({ offset, sentence }: JsonFault, place: FilePosition): Generator<SourceFeature[]> {
    yield [this.batch.addBroken(place, sentence)];
    const hasMore = this.text.bytes.indexOf(OPEN_CURLY, offset) >= 0;
    if (hasMore) this.log.add('truncated-file', { position: place, detail: 'what follows cannot be told apart' });
  }

  private place(mark: ScanMark) {
    return this.text.places.at(mark.at, mark.line, mark.lineStart);
  }

  private malformed(position: FilePosition, sentence: string): void {
    this.log.add('malformed-json', {
      position,
      detail: `line ${position.line}, column ${position.column}: ${sentence}`,
    });
  }

  private mended(sentence: string, mark = this.scanner.mark()): void {
    const position = this.place(mark);
    this.log.add('json-mended', { position, detail: `line ${position.line}, column ${position.column}: ${sentence}` });
  }

  private truncated(sentence: string, mark = this.scanner.mark()): void {
    this.isOver = true;
    if (this.batch.count === 0) this.malformed(this.place(mark), sentence);
    else this.log.add('truncated-file', { position: this.place(mark), detail: sentence });
  }

  private refuse(code: 'too-deep' | 'too-large', mark: ScanMark): void {
    this.log.add(code, { position: this.place(mark) });
    this.isOver = true;
  }
}
