/** Reads what a layer writes about a street: speeds, lanes, directions, levels, in the forms that layers have them. */
import { plainName } from './street-columns.ts';

const KMH_PER_MPH = 1.609344;
const MOST_SPEED_KMH = 150;
const MOST_LANES = 16;

export type OpenDirection = 'both' | 'forward' | 'backward' | 'none';

/** `50`, `"50 km/h"`, `"30 mph"`, `"50;30"` (the first); walking pace for `walk`; null for anything else, or beyond 150. */
export function speedKmhOf(value: unknown): number | null {
  if (typeof value === 'number') return isWithin(value, MOST_SPEED_KMH) ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  if (text === 'walk' || text === 'schrittgeschwindigkeit') return 7;
  const match = /^(\d+(?:[.,]\d+)?)\s*(mph|km\/?h|kph)?/.exec(text);
  if (match === null) return null;
  const speed = Number(match[1]!.replace(',', '.')) * (match[2] === 'mph' ? KMH_PER_MPH : 1);
  return isWithin(speed, MOST_SPEED_KMH) ? speed : null;
}

/** `2`, `"2"`, `"2;3"` and `"2|1"` (added up), `"2 voies"`; null for anything else. */
export function lanesOf(value: unknown): number | null {
  if (typeof value === 'number') return isWithin(value, MOST_LANES) ? value : null;
  if (typeof value !== 'string') return null;
  const parts = value.split('|').map((part) => /^\s*(\d+(?:[.,]\d+)?)/.exec(part)?.[1]);
  if (parts.some((part) => part === undefined)) return null;
  const lanes = parts.reduce((sum, part) => sum + Number(part!.replace(',', '.')), 0);
  return isWithin(lanes, MOST_LANES) ? lanes : null;
}

/** Any number above zero: widths, capacities. */
export function positiveOf(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value.trim().replace(',', '.')) : value;
  return typeof number === 'number' && isWithin(number, 1e6) ? number : null;
}

const DIRECTIONS: Readonly<Record<OpenDirection, readonly string[]>> = {
  both: [
    '',
    '0',
    'no',
    'false',
    'n',
    'b',
    'both',
    'bothways',
    'twoway',
    'doublesens',
    'doublesentido',
    'doblesentido',
    'doblesentit',
    'doppiosenso',
    'ambos',
    'tosides',
    'nein',
    'non',
    'reversible',
    'alternating',
    'sansobjet',
  ],
  forward: [
    '1',
    'yes',
    'true',
    'y',
    'ft',
    'f',
    'forward',
    'oneway',
    'sensdirect',
    'direct',
    'ja',
    'oui',
    'si',
    'sensounico',
    'unique',
    'unico',
    'with',
  ],
  backward: ['reverse', 'reversed', 'tf', 't', 'backward', 'sensinverse', 'inverse', 'against', 'inverso'],
  none: ['closed', 'none', 'gesperrt'],
};
const DIRECTION_OF = new Map<string, OpenDirection>(
  Object.entries(DIRECTIONS).flatMap(([name, words]) => words.map((word) => [word, name as OpenDirection] as const)),
);

/**
 * Which way a street is open. `columnHasThree`: the column writes 1, 2, 3 for along, against, both, as some registers do.
 * Null where the value is not understood.
 */
export function directionOf(value: unknown, columnHasThree = false): OpenDirection | null {
  if (value === true) return 'forward';
  if (value === false) return 'both';
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return null;
  const text = String(value).trim();
  if (columnHasThree) {
    if (text === '1') return 'forward';
    if (text === '2') return 'backward';
    if (text === '3' || text === '0') return 'both';
  }
  if (text === '-1') return 'backward';
  return DIRECTION_OF.get(plainName(text)) ?? null;
}

/**
 * The level a street lies on: streets of two levels cross without meeting. The layer's number where there is one, else 1
 * for a bridge and -1 for a tunnel.
 */
export function levelOf(bridge: unknown, tunnel: unknown, layer: unknown): number {
  const number = typeof layer === 'string' ? Number(layer.trim() || Number.NaN) : layer;
  if (typeof number === 'number' && Number.isFinite(number) && number !== 0) return Math.max(-9, Math.min(9, number));
  if (isYes(tunnel)) return -1;
  return isYes(bridge) ? 1 : 0;
}

const NOT_YES: ReadonlySet<string> = new Set(['', '0', 'no', 'false', 'f', 'n', 'nein', 'non', 'null', 'none']);

function isYes(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  return !NOT_YES.has(String(value).trim().toLowerCase());
}

function isWithin(value: number, most: number): boolean {
  return Number.isFinite(value) && value > 0 && value <= most;
}
