/** Which numbers the doctor believes, by stated rules. */

/** No system of the Earth has larger numbers; files use them (1e38, 1.8e308) to say “none”. */
export const LARGEST_COORDINATE = 1e12;

/** The lowest land is at −430 m (Dead Sea), the highest at 8,849 m: beyond with a margin a height says “unknown”. */
const LOWEST_HEIGHT_M = -500;
const HIGHEST_HEIGHT_M = 9_000;
/** Within that range, what programs write for “unknown”. */
const SENTINEL_HEIGHTS: ReadonlySet<number> = new Set([-99, -99.9, -99.99, -99.999]);

/** True for a height that is no number, a known sign for “unknown” (−99, −999, −9999, −32768, 1e38 …) or impossible. */
export function isUnknownHeight(z: unknown): boolean {
  return typeof z !== 'number' || !(z > LOWEST_HEIGHT_M && z < HIGHEST_HEIGHT_M) || SENTINEL_HEIGHTS.has(z);
}

const PLAIN_NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?\s*$/i;

/** A number, or a text that is nothing but one with a decimal point; NaN for everything else. */
export function numberOfText(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.length < 40 && PLAIN_NUMBER.test(value) ? Number(value) : Number.NaN;
}
