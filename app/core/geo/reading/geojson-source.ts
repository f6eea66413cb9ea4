/**
 * Reads GeoJSON as cities have it — collections, single features, bare geometries, lists, sequences of texts, newline-delimited,
 * pretty-printed one after the other, JSON-FG — feature by feature. A broken feature costs itself, a file that is cut off
 * costs what is missing.
 */
import {
  type DeclaredCrs,
  type FeatureSource,
  ReadCancelled,
  type ReadOptions,
  type SourceFeature,
  type SourceHead,
} from '../doctor/feature-source.ts';
import { GeoJsonReading } from './geojson-reading.ts';
import type { IssueLog } from './issue-log.ts';
import type { TextFile } from './text-file.ts';

export interface GeoJsonSourceOptions {
  readonly head: SourceHead;
  /** Where the JSON begins: behind what was unwrapped. */
  readonly start: number;
  /** Behind it stand the closing signs of what was unwrapped. */
  readonly isWrapped: boolean;
  /** Has what was found before reading. */
  readonly log: IssueLog;
}

export function geoJsonSource(text: TextFile, { head, start, isWrapped, log }: GeoJsonSourceOptions): FeatureSource {
  let reading: GeoJsonReading | null = null;
  let current = log;
  return {
    head,
    async *batches(options: ReadOptions = {}): AsyncGenerator<readonly SourceFeature[]> {
      current = log.copy();
      reading = new GeoJsonReading(text, { start, isWrapped, log: current });
      for (const features of reading.run()) {
        if (options.isCancelled?.()) throw new ReadCancelled();
        if (features.length > 0) yield features;
        options.onProgress?.({ step: 'reading', done: reading.bytesRead, all: text.bytes.length });
        await options.pause?.();
      }
    },
    declaredCrs: (): DeclaredCrs | null => reading?.declaredCrs ?? null,
    members: () => reading?.members ?? {},
    issues: () => current.list(),
  };
}
