/** Places put on the map, to measure or to draw. While a sketch is open, a click on the map is a place of it. */
import type { LonLat } from '../core/models/scenario/superblock-ring.ts';
import type { Sketch } from '../state/sketch.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

const LABEL = 'change.sketch';
const MOST_POINTS = 2_000;
const POINTS = /^\s*([+-]?\d{1,2}(?:\.\d+)?)°?(?:\s*[,;]\s*|\s+)([+-]?\d{1,3}(?:\.\d+)?)°?\s*$/;
/** With decimal commas the numbers are parted by a semicolon or a space. */
const COMMAS = /^\s*([+-]?\d{1,2},\d+)°?(?:\s*;\s*|\s+)([+-]?\d{1,3},\d+)°?\s*$/;

/** Opens a sketch in place of the one before; null closes it, and its places are forgotten. */
export function openSketch({ store }: AppContext, sketch: Sketch | null): ChangeRecord {
  store.setState({ sketch });
  return { label: LABEL };
}

export function addSketchPoint(app: AppContext, point: LonLat): ChangeRecord {
  return change(app, (points, { shape }) =>
    // A point feature stands in one place: the next click moves it there.
    shape === 'point' ? [point] : points.length >= MOST_POINTS ? points : [...points, point],
  );
}

/** Between the place before `index` and the one that stands there. */
export function insertSketchPoint(app: AppContext, index: number, point: LonLat): ChangeRecord {
  return change(app, (points) => [...points.slice(0, index), point, ...points.slice(index)]);
}

/** Moves in a row are one step back. */
export function moveSketchPoint(app: AppContext, index: number, point: LonLat): ChangeRecord {
  const moved = change(app, (points) => points.map((known, at) => (at === index ? point : known)));
  return { ...moved, merge: `sketch point ${index}` };
}

export function removeSketchPoint(app: AppContext, index: number): ChangeRecord {
  return change(app, (points) => points.filter((_, at) => at !== index));
}

/** A place as a person types it: latitude, then longitude, degrees; null where it is none. */
export function readPlace(text: string): LonLat | null {
  const found = POINTS.exec(text) ?? COMMAS.exec(text);
  if (found === null) return null;
  const [lat, lon] = [found[1]!, found[2]!].map((number) => Number(number.replace(',', '.'))) as [number, number];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : null;
}

function change(
  { store }: AppContext,
  next: (points: readonly LonLat[], sketch: Sketch) => readonly LonLat[],
): ChangeRecord {
  const { sketch } = store.getState();
  if (sketch === null) return { label: LABEL };
  const { points: before, layerId, featureId, shape } = sketch;
  const after = next(before, sketch);
  if (after === before) return { label: LABEL };
  const apply = (points: readonly LonLat[]) =>
    store.setState(({ sketch: now }) =>
      // A sketch that was closed, or another one, is left in peace.
      now === null || now.layerId !== layerId || now.featureId !== featureId || now.shape !== shape
        ? {}
        : { sketch: { ...now, points } },
    );
  apply(after);
  return { label: LABEL, undo: () => apply(before), redo: () => apply(after) };
}
