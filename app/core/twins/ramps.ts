/**
 * Colour tables for numbers and categories, as published, thinned to every 17th entry of 256 and interpolated between.
 *
 * - viridis: N. Smith and S. van der Walt for matplotlib, 2015; CC0.
 * - cividis: Nuñez, Anderton and Renslow, PLOS ONE 13(7), 2018; CC0 in matplotlib. Reads the same for colour-blind eyes.
 * - vik: F. Crameri, Scientific colour maps, doi 10.5281/zenodo.1243862; MIT. Diverging: its middle means "no change".
 * - Categories: M. Okabe and K. Ito, Color Universal Design, 2008; free to use. Black is left out: it reads as an outline.
 */
import type { HexColour, Ramp } from './layer-spec.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

const VIRIDIS: readonly HexColour[] = [
  '#440154',
  '#481a6c',
  '#472f7d',
  '#414487',
  '#39568c',
  '#31688e',
  '#2a788e',
  '#23888e',
  '#1f988b',
  '#22a884',
  '#35b779',
  '#54c568',
  '#7ad151',
  '#a5db36',
  '#d2e21b',
  '#fde725',
];

const CIVIDIS: readonly HexColour[] = [
  '#00224e',
  '#002e6c',
  '#1e3a6f',
  '#35456c',
  '#47516c',
  '#575d6d',
  '#666970',
  '#757575',
  '#848279',
  '#948e77',
  '#a59c74',
  '#b7a96e',
  '#c8b866',
  '#dbc75a',
  '#eed649',
  '#fee838',
];

/** Seventeen entries: the two middle ones of the even table (127 and 128) are joined into one, at the middle. */
const VIK: readonly HexColour[] = [
  '#001261',
  '#022d72',
  '#034783',
  '#116496',
  '#3c85ac',
  '#71a8c4',
  '#a7c9da',
  '#dbe5e9',
  '#ece5e1',
  '#eed9cd',
  '#e1b8a0',
  '#d39774',
  '#c6794c',
  '#b75a26',
  '#983307',
  '#761706',
  '#590008',
];

export const OKABE_ITO: readonly HexColour[] = [
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#f0e442',
  '#0072b2',
  '#d55e00',
  '#cc79a7',
];

export function rgbOf(colour: HexColour): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function hexOf([red, green, blue]: Rgb): HexColour {
  return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

const TABLES: Readonly<Record<Ramp, readonly Rgb[]>> = {
  viridis: VIRIDIS.map(rgbOf),
  cividis: CIVIDIS.map(rgbOf),
  vik: VIK.map(rgbOf),
};

/** The colour at a share of the ramp, 0–1 (clamped); linear in sRGB between neighbouring entries. */
export function rampColour(ramp: Ramp, share: number): Rgb {
  const table = TABLES[ramp];
  const at = Math.min(1, Math.max(0, share)) * (table.length - 1);
  const below = Math.min(table.length - 2, Math.floor(at));
  const a = table[below]!;
  const b = table[below + 1]!;
  const t = at - below;
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}
