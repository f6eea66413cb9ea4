/** Point signs as small pictures: white, so that the point's colour tints them, with a dark outline that stays dark. */
import { type Glyph, glyphOutline } from '../../core/twins/glyphs.ts';

/** Drawn larger than shown, so that edges stay smooth on dense screens and in presenter mode. */
export const GLYPH_SIZE_PX = 48;
const OUTLINE_PX = 5;

function trace(context: CanvasRenderingContext2D, glyph: Glyph, radius: number): void {
  const outline = glyphOutline(glyph);
  const middle = GLYPH_SIZE_PX / 2;
  context.beginPath();
  if (outline === null) {
    context.arc(middle, middle, radius * 0.92, 0, Math.PI * 2);
    return;
  }
  for (const [x, y] of outline) context.lineTo(middle + x * radius, middle + y * radius);
  context.closePath();
}

function canvas(): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const element = document.createElement('canvas');
  element.width = GLYPH_SIZE_PX;
  element.height = GLYPH_SIZE_PX;
  return [element, element.getContext('2d')!];
}

export function glyphImage(glyph: Glyph): HTMLCanvasElement {
  const [element, context] = canvas();
  trace(context, glyph, GLYPH_SIZE_PX / 2 - OUTLINE_PX);
  context.lineJoin = 'round';
  context.lineWidth = OUTLINE_PX * 1.6;
  context.strokeStyle = '#1b2026';
  context.stroke();
  context.fillStyle = '#ffffff';
  context.fill();
  return element;
}

/** The ring laid around a chosen point; white, tinted with the accent. */
export function ringImage(): HTMLCanvasElement {
  const [element, context] = canvas();
  context.beginPath();
  context.arc(GLYPH_SIZE_PX / 2, GLYPH_SIZE_PX / 2, GLYPH_SIZE_PX / 2 - 4, 0, Math.PI * 2);
  context.lineWidth = 6;
  context.strokeStyle = '#ffffff';
  context.stroke();
  return element;
}
