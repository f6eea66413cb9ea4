/**
 * Texts on the map: written on a canvas of their own above the picture, so that whatever a city's data say is drawn and
 * never becomes a part of the page. Nearer ones come first, none lies over another, and there is an end to them.
 */
import { Cartesian4, Matrix4, type Scene } from 'cesium';
import { declutter } from '../../core/twins/declutter.ts';
import type { RoomTones } from './palette.ts';

/** Labels of one picture. */
const MOST_IN_PICTURE = 300;
const SIZE_PX = 12;
const LINE_PX = 16;
const GAP_PX = 4;

export interface PlacedLabels {
  readonly texts: readonly string[];
  /** Earth-centred metres, three each; NaN for what has no place. */
  readonly positions: Float64Array;
  /** Pixels by which a text stands above its place: half of the sign there. */
  readonly raisePx: number;
}

/** Which of them are to be seen; asked at each picture. */
export interface LabelSource {
  labels(): PlacedLabels | null;
  readonly visible: boolean;
  readonly side: 'both' | 'left' | 'right';
}

interface Candidate {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

export class SceneLabels {
  private readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private readonly widths = new Map<string, number>();
  private font = '';
  private scale = 1;
  private isEmpty = true;

  constructor(
    private readonly scene: Scene,
    private tones: RoomTones,
  ) {
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'map-labels';
    // The same words stand in the table of attributes, where they can be read aloud.
    this.canvas.setAttribute('aria-hidden', 'true');
    this.context = this.canvas.getContext('2d')!;
    scene.canvas.parentElement?.append(this.canvas);
  }

  setTones(tones: RoomTones): void {
    this.tones = tones;
  }

  setScale(scale: number): void {
    this.scale = scale;
  }

  /** After each frame. `split` is the line between two sides, 0–1 from the left; the texts stay on their layer's side. */
  draw(sources: readonly LabelSource[], split: number | null): void {
    const shown = sources.flatMap((source) => {
      const labels = source.visible ? source.labels() : null;
      return labels === null ? [] : [{ labels, side: source.side }];
    });
    if (shown.length === 0 && this.isEmpty) return;
    const { clientWidth: width, clientHeight: height } = this.scene.canvas;
    this.clear(width, height);
    this.isEmpty = shown.length === 0;
    if (this.isEmpty) return;
    const candidates = shown
      .flatMap(({ labels, side }) => this.candidates(labels, side, width, height, split))
      .sort((a, b) => a.depth - b.depth);
    const high = LINE_PX * this.scale;
    const boxes = new Float32Array(candidates.length * 4);
    candidates.forEach(({ text, x, y }, index) => {
      const half = this.widthOf(text) / 2 + GAP_PX;
      boxes.set([x - half, y - high, x + half, y], index * 4);
    });
    for (const index of declutter(boxes, { width, height, most: MOST_IN_PICTURE })) {
      const { text, x, y } = candidates[index]!;
      this.context.strokeText(text, x, y - high / 2);
      this.context.fillText(text, x, y - high / 2);
    }
  }

  destroy(): void {
    this.canvas.remove();
  }

  private clear(width: number, height: number): void {
    const { canvas, context } = this;
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const font = `500 ${SIZE_PX * this.scale}px ${getComputedStyle(canvas).fontFamily || 'sans-serif'}`;
    if (font !== this.font) this.widths.clear();
    this.font = font;
    const css = (tone: readonly [number, number, number]) =>
      `rgb(${tone.map((part) => Math.round(part * 255)).join(' ')})`;
    const isLight = this.tones.ground[0] > 0.5;
    Object.assign(context, {
      font,
      textAlign: 'center',
      textBaseline: 'middle',
      lineJoin: 'round',
      lineWidth: 3.5 * this.scale,
      strokeStyle: css(this.tones.ground),
      fillStyle: isLight ? '#1b2026' : '#f2f4f6',
    });
  }

  private candidates(
    { texts, positions, raisePx }: PlacedLabels,
    side: LabelSource['side'],
    width: number,
    height: number,
    split: number | null,
  ): Candidate[] {
    const { camera } = this.scene;
    const toClip = Matrix4.multiply(camera.frustum.projectionMatrix, camera.viewMatrix, new Matrix4());
    const place = new Cartesian4();
    const found: Candidate[] = [];
    texts.forEach((text, index) => {
      const at = index * 3;
      Cartesian4.fromElements(positions[at]!, positions[at + 1]!, positions[at + 2]!, 1, place);
      Matrix4.multiplyByVector(toClip, place, place);
      if (!(place.w > 0)) return;
      const x = ((place.x / place.w + 1) / 2) * width;
      const y = ((1 - place.y / place.w) / 2) * height - raisePx * this.scale - 2;
      if (x < 0 || x > width || y < 0 || y > height) return;
      if (split !== null && side !== 'both' && x < split * width !== (side === 'left')) return;
      found.push({ text, x, y, depth: place.w });
    });
    return found;
  }

  private widthOf(text: string): number {
    const known = this.widths.get(text);
    if (known !== undefined) return known;
    const { width } = this.context.measureText(text);
    this.widths.set(text, width);
    return width;
  }
}
