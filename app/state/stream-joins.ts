/** Layers joined with the stream: the choices behind each, by the layer's table, kept in the settings. */
import { JOIN_LIMITS, JOIN_SUMMARIES, type JoinMethod, type StreamJoin } from '../core/store/stream-join-sql.ts';
import type { AppState } from './app-state.ts';

export { JOIN_LIMITS, JOIN_SUMMARIES, type JoinMethod, type StreamJoin };

export const JOINS_KEY = 'stream-joins';
/** Older ones are forgotten. */
const MOST_JOINS = 30;

/** What a person begins with: the sensor in the neighbourhood, over the last hour. */
export function newJoin(layer: string, property: string, unit: string): StreamJoin {
  return {
    layer,
    property,
    levels: isLevel(unit),
    method: { type: 'nearest', withinM: 100 },
    summary: isDirection(unit) ? 'newest' : 'mean',
    hours: 1,
    worstFlag: 3,
  };
}

/** Decibels are averaged by their energy. */
export function isLevel(unit: string): boolean {
  return unit.startsWith('dB');
}

/** Of 350° and 10° neither the mean nor the highest means anything. */
export function isDirection(unit: string): boolean {
  return unit === 'deg';
}

/** Remembers a join under its layer, the newest last. */
export function withJoin(joins: AppState['streamJoins'], join: StreamJoin): AppState['streamJoins'] {
  const others = Object.entries(joins).filter(([layer]) => layer !== join.layer);
  return Object.fromEntries([...others, [join.layer, join] as const].slice(-MOST_JOINS));
}

export function savedJoins(get: (key: string) => string | null): Pick<AppState, 'streamJoins'> {
  let value: unknown;
  try {
    value = JSON.parse(get(JOINS_KEY) ?? '{}');
  } catch {
    value = null;
  }
  const joins = Object.values(fieldsOf(value))
    .map(readJoin)
    .filter((join) => join !== null);
  return { streamJoins: Object.fromEntries(joins.map((join) => [join.layer, join])) };
}

function readJoin(value: unknown): StreamJoin | null {
  const { layer, property, levels, summary, hours, worstFlag, ...fields } = fieldsOf(value);
  const method = readMethod(fieldsOf(fields.method));
  const isSound =
    typeof layer === 'string' &&
    typeof property === 'string' &&
    typeof levels === 'boolean' &&
    JOIN_SUMMARIES.some((known) => known === summary) &&
    isWithin(hours, JOIN_LIMITS.hours) &&
    (worstFlag === 1 || worstFlag === 2 || worstFlag === 3) &&
    method !== null;
  return isSound ? ({ layer, property, levels, method, summary, hours, worstFlag } as StreamJoin) : null;
}

function readMethod({ type, withinM, resolution }: Readonly<Record<string, unknown>>): JoinMethod | null {
  if (type === 'within') return { type };
  if (type === 'cells' && isWithin(resolution, JOIN_LIMITS.resolution)) return { type, resolution };
  if ((type === 'nearest' || type === 'near') && isWithin(withinM, JOIN_LIMITS.withinM)) return { type, withinM };
  return null;
}

function isWithin(value: unknown, [least, most]: readonly [number, number]): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
