/**
 * Bad input is data, not an exception: whatever reads something open to the world returns what it could make of it
 * together with the issues it met. Exceptions are for programming errors only.
 */

export type IssueSeverity = 'info' | 'warning' | 'error';

/**
 * One finding about one input. `code` comes from a closed list that the reading room owns; `detail` is a short,
 * plain-text fact (never markup) such as the offending value, already cut to a bounded length.
 */
export interface Issue<Code extends string = string> {
  readonly code: Code;
  readonly severity: IssueSeverity;
  readonly detail?: string;
}

/** A value, when one could be made, and everything that was noticed on the way. */
export interface Result<T, Code extends string = string> {
  readonly value: T | null;
  readonly issues: readonly Issue<Code>[];
}

export function ok<T>(value: T): Result<T, never> {
  return { value, issues: [] };
}

export function fail<Code extends string>(code: Code, detail?: string): Result<never, Code> {
  return {
    value: null,
    issues: [detail === undefined ? { code, severity: 'error' } : { code, severity: 'error', detail }],
  };
}
