/** CityJSON and CityJSONSeq as sources of features. */
import {
  type FeatureSource,
  ReadCancelled,
  type ReadOptions,
  type SourceFeature,
  type SourceHead,
} from '../doctor/feature-source.ts';
import type { IssueLog } from '../reading/issue-log.ts';
import { JsonScanner } from '../reading/json-scanner.ts';
import type { TextFile } from '../reading/text-file.ts';
import { parseJsonSlice, parseWholeJson } from '../reading/whole-json.ts';
import { type CityContext, cityFeatures } from './city-features.ts';
import { HIGHEST_LEVEL } from './levels.ts';
import { type CityFrame, isObject, readFrame, verticesOf } from './model.ts';

const NEWLINE = 0x0a;
const BATCH = 200;

export interface CitySourceOptions {
  readonly head: SourceHead;
  readonly log: IssueLog;
  readonly start: number;
  /** A header and a feature a line (CityJSONSeq, CityJSON 2.0 section 8). */
  readonly isSequence: boolean;
  /** Highest level of detail to draw. */
  readonly highestLevel?: number;
}

/** Null where the file cannot be read: the log says why. */
export function citySource(text: TextFile, options: CitySourceOptions): FeatureSource | null {
  const { head, highestLevel = HIGHEST_LEVEL, isSequence, log, start } = options;
  const value = parseWholeJson(text, start, log);
  const frame = value === undefined ? null : readFrame(value, isSequence, log);
  if (frame === null || !isObject(value)) return null;
  if (!isSequence) noteRest(text, start, log);
  let current = log;
  return {
    head,
    async *batches(reading: ReadOptions = {}): AsyncGenerator<readonly SourceFeature[]> {
      current = log.copy();
      const context: CityContext = { frame, highestLevel, log: current, number: 0, grounds: new Map() };
      let batch: SourceFeature[] = [];
      const objects = isObject(value.CityObjects) ? value.CityObjects : {};
      const features = [
        () => cityFeatures(objects, verticesOf(value, frame), null, context),
        ...(isSequence ? [() => sequenceFeatures(text, start, context)] : []),
      ];
      for (const make of features) {
        for (const feature of make()) {
          batch.push(feature);
          if (batch.length < BATCH) continue;
          if (reading.isCancelled?.()) throw new ReadCancelled();
          yield batch;
          batch = [];
          reading.onProgress?.({ step: 'reading', done: context.number, all: 0 });
          await reading.pause?.();
        }
      }
      if (batch.length > 0) yield batch;
    },
    declaredCrs: () => frame.crs,
    members: () => (frame.title === null ? {} : { name: frame.title }),
    issues: () => current.list(),
  };
}

/** Something behind the only object, which is not read. */
function noteRest({ bytes, places }: TextFile, start: number, log: IssueLog): void {
  const scanner = new JsonScanner(bytes, start);
  scanner.skipValue();
  if (scanner.peek() === -1) return;
  log.add('truncated-file', { position: places.find(scanner.at), detail: 'what stands behind the end was not read' });
}

/** Everything behind the header, line by line: a broken line costs itself. */
function* sequenceFeatures(text: TextFile, start: number, context: CityContext): Generator<SourceFeature> {
  const { bytes, places } = text;
  const scanner = new JsonScanner(bytes, start);
  scanner.skipValue();
  while (scanner.peek() !== -1) {
    const mark = scanner.mark();
    const position = places.at(mark.at, mark.line, mark.lineStart);
    const lineEnd = bytes.indexOf(NEWLINE, mark.at);
    scanner.end = lineEnd < 0 ? bytes.length : lineEnd;
    const { names } = scanner;
    const isWhole = scanner.skipValue();
    const end = isWhole ? scanner.at : scanner.end;
    scanner.end = bytes.length;
    scanner.advanceTo(Math.max(end, scanner.at));
    const found = context.log.copy();
    const value = parseJsonSlice(text, mark.at, end, isWhole ? scanner.names - names : 0, found);
    if (isObject(value) && value.type === 'CityJSONFeature' && isObject(value.CityObjects)) {
      yield* cityFeatures(value.CityObjects, verticesOf(value, frameOf(context)), position, context);
      continue;
    }
    const number = ++context.number;
    const detail =
      value === undefined
        ? `line ${position.line} is no JSON`
        : `line ${position.line}: type ${JSON.stringify(isObject(value) ? value.type : value)?.slice(0, 60)}`;
    context.log.add(value === undefined ? 'broken-feature' : 'not-a-feature', {
      featureNumber: number,
      position,
      detail,
    });
    yield { number, position, geometry: undefined, properties: undefined, unreadable: true };
  }
}

const frameOf = ({ frame }: CityContext): CityFrame => frame;
