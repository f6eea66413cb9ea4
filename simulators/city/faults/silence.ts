/** When a device says nothing at all. */
import type { Fault } from './fault.ts';

export interface Silence {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The spans in which a device says nothing: gaps that overlap or touch are one silence. */
export function silencesOf(faults: readonly Fault[]): readonly Silence[] {
  const silences: { fromMs: number; toMs: number }[] = [];
  const gaps = faults.filter(({ type }) => type === 'gap').sort((a, b) => a.fromMs - b.fromMs);
  for (const { fromMs, toMs } of gaps) {
    const last = silences.at(-1);
    if (last === undefined || fromMs > last.toMs) silences.push({ fromMs, toMs });
    else last.toMs = Math.max(last.toMs, toMs);
  }
  return silences;
}
