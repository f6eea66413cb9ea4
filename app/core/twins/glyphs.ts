/** Signs that tell the kinds of a point apart without colour; a renderer draws them, the legend too. */

export const GLYPHS = ['disc', 'square', 'diamond', 'triangle', 'hexagon', 'drop', 'cross', 'pentagon'] as const;
export type Glyph = (typeof GLYPHS)[number];

/** The sign of each sensor domain of the stream (`city/{city}/{domain}/…`). */
const BY_DOMAIN: Readonly<Record<string, Glyph>> = {
  traffic: 'square',
  air: 'disc',
  noise: 'triangle',
  weather: 'drop',
  mobility: 'diamond',
  waste: 'hexagon',
  parking: 'pentagon',
};

export function glyphOfDomain(domain: string): Glyph {
  return BY_DOMAIN[domain] ?? 'cross';
}

export function isGlyph(text: string): text is Glyph {
  return (GLYPHS as readonly string[]).includes(text);
}

/** Outline as corner points in a square from −1 to 1, y down; null for the disc. */
export function glyphOutline(glyph: Glyph): readonly (readonly [number, number])[] | null {
  switch (glyph) {
    case 'disc':
      return null;
    case 'square':
      return [
        [-0.78, -0.78],
        [0.78, -0.78],
        [0.78, 0.78],
        [-0.78, 0.78],
      ];
    case 'diamond':
      return [
        [0, -1],
        [1, 0],
        [0, 1],
        [-1, 0],
      ];
    case 'triangle':
      return [
        [0, -0.95],
        [0.95, 0.75],
        [-0.95, 0.75],
      ];
    case 'hexagon':
      return [
        [-0.5, -0.87],
        [0.5, -0.87],
        [1, 0],
        [0.5, 0.87],
        [-0.5, 0.87],
        [-1, 0],
      ];
    case 'drop':
      return [
        [0, -1],
        [0.55, -0.2],
        [0.7, 0.3],
        [0.5, 0.75],
        [0, 0.95],
        [-0.5, 0.75],
        [-0.7, 0.3],
        [-0.55, -0.2],
      ];
    case 'pentagon':
      return [
        [0, -1],
        [0.95, -0.31],
        [0.59, 0.81],
        [-0.59, 0.81],
        [-0.95, -0.31],
      ];
    case 'cross':
      return [
        [-0.35, -0.95],
        [0.35, -0.95],
        [0.35, -0.35],
        [0.95, -0.35],
        [0.95, 0.35],
        [0.35, 0.35],
        [0.35, 0.95],
        [-0.35, 0.95],
        [-0.35, 0.35],
        [-0.95, 0.35],
        [-0.95, -0.35],
        [-0.35, -0.35],
      ];
  }
}
