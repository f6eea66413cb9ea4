/** A source from features that are made one after the other. */
import {
  type DeclaredCrs,
  type FeatureSource,
  ReadCancelled,
  type ReadOptions,
  type SourceFeature,
  type SourceHead,
  type SourceMembers,
} from '../doctor/feature-source.ts';
import type { IssueLog } from './issue-log.ts';

const BATCH = 500;

export interface ListSourceOptions {
  readonly head: SourceHead;
  /** Has what was found before reading. */
  readonly log: IssueLog;
  readonly crs?: DeclaredCrs | null;
  readonly members?: SourceMembers;
  /** How many there will be; 0: not known. */
  readonly all: number;
  /** Makes them; what is found on the way goes into the log it is given. */
  readonly features: (log: IssueLog) => Iterable<SourceFeature>;
}

export function listSource({ head, log, crs = null, members = {}, all, features }: ListSourceOptions): FeatureSource {
  let current = log;
  return {
    head,
    async *batches(options: ReadOptions = {}): AsyncGenerator<readonly SourceFeature[]> {
      current = log.copy();
      let batch: SourceFeature[] = [];
      let done = 0;
      for (const feature of features(current)) {
        batch.push(feature);
        if (batch.length < BATCH) continue;
        if (options.isCancelled?.()) throw new ReadCancelled();
        done += batch.length;
        yield batch;
        batch = [];
        options.onProgress?.({ step: 'reading', done, all });
        await options.pause?.();
      }
      if (options.isCancelled?.()) throw new ReadCancelled();
      if (batch.length > 0) yield batch;
    },
    declaredCrs: () => crs,
    members: () => members,
    issues: () => current.list(),
  };
}
