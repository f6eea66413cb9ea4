/** The tones of the model itself: card, paper and quiet greens. Data is painted over them and is the only strong colour. */
import type { LayerShape } from './layer-spec.ts';
import { rgbOf } from './ramps.ts';
import type { Rgba } from './scene-renderer.ts';

export type Theme = 'light' | 'dark';

interface Tone {
  readonly light: string;
  readonly dark: string;
}

const BY_TABLE: Readonly<Record<string, Tone>> = {
  buildings: { light: '#f7f5f0', dark: '#68737f' },
  blocks: { light: '#e4dfd4', dark: '#2b333c' },
  streets: { light: '#faf8f3', dark: '#3b4550' },
  parks: { light: '#cddabf', dark: '#33463b' },
  trees: { light: '#a9bf9c', dark: '#4a6453' },
  sensors: { light: '#c3c8cc', dark: '#7d8791' },
  facilities: { light: '#d8d4cb', dark: '#8a8f96' },
};

const BY_SHAPE: Readonly<Record<LayerShape, Tone>> = {
  extrusion: { light: '#f7f5f0', dark: '#68737f' },
  surface: { light: '#dcd8ce', dark: '#323b45' },
  line: { light: '#c9c4b8', dark: '#4a545f' },
  point: { light: '#c3c8cc', dark: '#7d8791' },
  tree: { light: '#a9bf9c', dark: '#4a6453' },
};

/** Statistical areas: where data colours them, those without a value are left away, so that the ground stays visible. */
const AREAS: ReadonlySet<string> = new Set(['census_sections', 'districts']);

export function baseColour(table: string, shape: LayerShape, theme: Theme, coloured = false): Rgba {
  const tone = BY_TABLE[table] ?? BY_SHAPE[shape];
  return [...rgbOf(tone[theme]), coloured && AREAS.has(table) ? 0 : 255];
}
