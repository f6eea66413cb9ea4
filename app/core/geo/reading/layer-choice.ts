import type { IssueLog } from './issue-log.ts';

/** The layer that was asked for, or else the first; says so where there are several. Null where there is none. */
export function chooseLayer(layers: readonly string[], wanted: string | undefined, log: IssueLog): string | null {
  const [first] = layers;
  if (first === undefined) return null;
  if (layers.length > 1) log.add('several-layers', { detail: layers.slice(0, 20).join(', ') });
  return wanted !== undefined && layers.includes(wanted) ? wanted : first;
}
