/** An eye on the pixels of a map: what a library says about being ready is not asked. */
import { onFrameEnd } from './frame-times.ts';

/** A map that is watched, whatever draws it. */
export interface WatchedMap {
  canvas(): HTMLCanvasElement;
  frames(): number;
  requestFrame(): void;
}

export type Tone = 'blue' | 'orange';

const PROBE_PX = 300;
const STILL_MS = 4_000;
const NUDGE_MS = 500;
const FULL = 0.995;
const STEADY_FRAMES = 4;

const probe = document.createElement('canvas');
probe.width = PROBE_PX;
probe.height = PROBE_PX;
const context = probe.getContext('2d', { willReadFrequently: true })!;

/** Pixels of a tone; paper, shadow and card are neither. */
function count(canvas: HTMLCanvasElement, tone: Tone): number {
  context.drawImage(canvas, 0, 0, PROBE_PX, PROBE_PX);
  const { data } = context.getImageData(0, 0, PROBE_PX, PROBE_PX);
  let found = 0;
  for (let i = 0; i < data.length; i += 4) {
    const lead = tone === 'blue' ? data[i + 2]! - data[i]! : data[i]! - data[i + 2]!;
    if (lead > 35) found += 1;
  }
  return found;
}

export interface Appearance {
  /** From `sinceMs` to the first frame with (almost) all the pixels of the tone that there will be. */
  readonly ms: number;
  /** Frames drawn until then. */
  readonly frames: number;
  /** How many pixels of the probe have the tone in the end. */
  readonly pixels: number;
}

/** Looks at every frame until the picture has not changed for a while. */
export async function untilFull(map: WatchedMap, tone: Tone, start: () => Promise<void>): Promise<Appearance> {
  const samples: { readonly atMs: number; readonly frame: number; readonly pixels: number }[] = [];
  let seen = map.frames();
  let changedMs = performance.now();
  let drawnMs = changedMs;
  const end = onFrameEnd(() => {
    if (map.frames() === seen) return;
    seen = map.frames();
    const pixels = count(map.canvas(), tone);
    drawnMs = performance.now();
    if (pixels !== samples.at(-1)?.pixels) changedMs = drawnMs;
    samples.push({ atMs: drawnMs, frame: seen, pixels });
  });
  const sinceMs = performance.now();
  const firstFrame = map.frames();
  await start();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const nowMs = performance.now();
      if ((samples.at(-1)?.pixels ?? 0) > 0 && nowMs - changedMs > STILL_MS) {
        clearInterval(timer);
        resolve();
      } else if (nowMs - drawnMs > NUDGE_MS) {
        drawnMs = nowMs;
        map.requestFrame();
      }
    }, 50);
  });
  end();
  const { pixels } = samples.at(-1)!;
  const full = samples.find((sample) => sample.pixels >= pixels * FULL)!;
  return { ms: full.atMs - sinceMs, frames: full.frame - firstFrame, pixels };
}

/** Mean of a few frames in a row, their pixels read, ms. */
export async function steadyFrameMs(map: WatchedMap): Promise<number> {
  const frame = () =>
    new Promise<number>((resolve) => {
      const fromMs = performance.now();
      const before = map.frames();
      const end = onFrameEnd(() => {
        if (map.frames() === before) return;
        count(map.canvas(), 'blue');
        end();
        resolve(performance.now() - fromMs);
      });
      map.requestFrame();
    });
  await frame();
  let sum = 0;
  for (let i = 0; i < STEADY_FRAMES; i++) sum += await frame();
  return sum / STEADY_FRAMES;
}
