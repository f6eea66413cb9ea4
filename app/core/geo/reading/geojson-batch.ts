/** Elements that were cut out of the bytes and wait to be parsed together: one parse of many is nearly as fast as one of all. */
import type { FilePosition, SourceFeature } from '../doctor/feature-source.ts';
import { countNames, type ElementContext, featureOf, isJsonObject, unreadable } from './geojson-elements.ts';
import { firstDuplicateName } from './json-duplicates.ts';
import { findJsonFault } from './json-fault.ts';
import type { TextFile } from './text-file.ts';

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly position: FilePosition;
  /** Members in its text. */
  readonly names: number;
}

export interface BrokenPiece {
  readonly position: FilePosition;
  readonly sentence: string;
}

const TEXT_OR_NAN = /"(?:[^"\\]+|\\.)*"|-?\b(?:NaN|Infinity)\b/g;
const MOST_MENDED_BYTES = 16 * 1024 * 1024;
const COMMA = 0x2c;
const OPEN_SQUARE = 0x5b;
const CLOSE_SQUARE = 0x5d;

export class GeoJsonBatch {
  bytes = 0;
  /** Elements that are features or geometries, so far. */
  good = 0;
  firstBroken: BrokenPiece | null = null;
  private pieces: Piece[] = [];
  private number = 0;
  private scratch = new Uint8Array(0);
  /** Between the pieces stand only white space and single commas: they can be cut out as one. */
  private adjacent = true;

  constructor(
    private readonly text: TextFile,
    private readonly context: ElementContext,
  ) {}

  /** Features handed out or waiting. */
  get count(): number {
    return this.number + this.pieces.length;
  }

  add(piece: Piece, adjacent: boolean): void {
    if (this.pieces.length > 0 && !adjacent) this.adjacent = false;
    this.pieces.push(piece);
    this.bytes += piece.end - piece.start;
  }

  /** An element that cannot be cut out of the text. It becomes a feature of which nothing is known. */
  addBroken(position: FilePosition, sentence: string): SourceFeature {
    this.number++;
    return this.broken(this.number, position, position, sentence);
  }

  /** Parses what waits and forgets it. */
  take(): SourceFeature[] {
    const { pieces } = this;
    if (pieces.length === 0) return [];
    const values = this.parseTogether();
    const features = pieces.map((piece, index) => {
      this.number++;
      if (values === null) return this.parseAlone(piece);
      return this.finish(values[index], piece);
    });
    this.pieces = [];
    this.bytes = 0;
    this.adjacent = true;
    return features;
  }

  private parseTogether(): readonly unknown[] | null {
    const { pieces, text } = this;
    const length = this.adjacent ? this.copyAsOne() : this.copySingly();
    try {
      const values: unknown = JSON.parse(text.decode(this.scratch.subarray(0, length)));
      return Array.isArray(values) && values.length === pieces.length ? values : null;
    } catch {
      return null;
    }
  }

  /** `[`, the bytes from the first piece to the last, `]`; returns the length. */
  private copyAsOne(): number {
    const { start } = this.pieces[0]!;
    const { end } = this.pieces.at(-1)!;
    const scratch = this.scratchOf(end - start + 2);
    scratch[0] = OPEN_SQUARE;
    scratch.set(this.text.bytes.subarray(start, end), 1);
    scratch[end - start + 1] = CLOSE_SQUARE;
    return end - start + 2;
  }

  /** The same with the pieces taken from their places and commas between. */
  private copySingly(): number {
    const scratch = this.scratchOf(this.bytes + this.pieces.length + 1);
    let at = 0;
    for (const { start, end } of this.pieces) {
      scratch[at] = at === 0 ? OPEN_SQUARE : COMMA;
      scratch.set(this.text.bytes.subarray(start, end), at + 1);
      at += 1 + end - start;
    }
    scratch[at] = CLOSE_SQUARE;
    return at + 1;
  }

  private scratchOf(length: number): Uint8Array {
    if (this.scratch.length < length) this.scratch = new Uint8Array(length * 2);
    return this.scratch;
  }

  private parseAlone(piece: Piece): SourceFeature {
    const { text } = this;
    let value: unknown;
    try {
      value = JSON.parse(text.decode(text.bytes.subarray(piece.start, piece.end)));
    } catch {
      const mended = this.parseWithoutNaN(piece);
      if (mended !== undefined) return this.finish(mended, piece);
      const fault = findJsonFault(text.bytes, piece.start, piece.end);
      const at = fault === null ? piece.position : text.places.find(fault.offset);
      return this.broken(this.number, piece.position, at, fault?.sentence ?? 'this is no JSON');
    }
    return this.finish(value, piece);
  }

  /** Python writes `NaN` and `Infinity` where there is no number: they mean nothing there, and are nothing here. */
  private parseWithoutNaN({ start, end, position }: Piece): unknown {
    const { bytes, decode } = this.text;
    if (end - start > MOST_MENDED_BYTES) return undefined;
    let found: string | null = null;
    const plain = decode(bytes.subarray(start, end)).replace(TEXT_OR_NAN, (word) => {
      if (word.startsWith('"')) return word;
      found ??= word;
      return 'null';
    });
    if (found === null) return undefined;
    try {
      const value: unknown = JSON.parse(plain);
      const here = { featureNumber: this.number, position };
      this.context.log.add('json-mended', { ...here, detail: `${found} stands for a number; it was left out` });
      return value;
    } catch {
      return undefined;
    }
  }

  private finish(value: unknown, piece: Piece): SourceFeature {
    const feature = featureOf(value, this.number, piece.position, this.context);
    if (feature.unreadable) return feature;
    this.good++;
    if (isJsonObject(value) && countNames(value) < piece.names) this.noteDuplicates(piece);
    return feature;
  }

  private noteDuplicates(piece: Piece): void {
    const { text } = this;
    const name = firstDuplicateName(text.decode(text.bytes.subarray(piece.start, piece.end)));
    if (name === null) return;
    const here = { featureNumber: this.number, position: piece.position };
    this.context.log.add('duplicate-json-keys', { ...here, detail: name });
  }

  private broken(number: number, start: FilePosition, at: FilePosition, sentence: string): SourceFeature {
    this.firstBroken ??= { position: at, sentence };
    const detail = at.line === undefined ? sentence : `line ${at.line}, column ${at.column}: ${sentence}`;
    this.context.log.add('broken-feature', { featureNumber: number, position: at, detail });
    return unreadable(number, start);
  }
}
