import type { Issue } from '../../base/result.ts';

export type TourIssueCode =
  | 'no-front-matter'
  | 'bad-yaml'
  | 'missing-field'
  | 'unknown-field'
  | 'bad-value'
  | 'no-steps'
  | 'too-many-steps'
  | 'no-scene'
  | 'no-text'
  | 'no-camera-yet'
  | 'unknown-part'
  | 'part-twice'
  | 'html'
  | 'too-long'
  | 'minutes-do-not-add-up';

/** `detail` is the whole sentence, in plain words. */
export interface TourIssue extends Issue<TourIssueCode> {
  readonly detail: string;
  /** Of the file, from 1. */
  readonly line: number;
}

export function tourIssue(code: TourIssueCode, line: number, detail: string): TourIssue {
  return { code, severity: 'error', line, detail: `line ${line}: ${detail}` };
}
