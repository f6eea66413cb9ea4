import type { ViewBox } from '../core/store/brushed-filter.ts';
import type { AppContext } from './app-context.ts';

export {
  type FilterPart,
  placeColumns,
  readFilter,
  withoutPart,
  withPart,
} from '../core/store/brushed-filter.ts';

/** Places of the picture that are asked for their ground, a side. */
const STEPS = 8;
/** Metres of a degree of latitude. */
const DEGREE_M = 111_320;
/** Near the horizon the ground reaches on for ever; further than this from the nearest of it nothing can be told apart. */
const FURTHEST_M = 30_000;

/** The box of the ground that the camera sees, degrees; null where it sees none. `width` and `height` in CSS pixels. */
export function boxInView({ ports }: AppContext, width: number, height: number): ViewBox | null {
  const { scene } = ports;
  if (scene === null) return null;
  const view = scene.view();
  const reach = FURTHEST_M / DEGREE_M;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let row = 0; row <= STEPS; row++) {
    for (let column = 0; column <= STEPS; column++) {
      const ground = scene.groundAt((column / STEPS) * width, (row / STEPS) * height);
      if (ground === null || Math.hypot(ground.lon - view.lon, ground.lat - view.lat) > reach) continue;
      west = Math.min(west, ground.lon);
      east = Math.max(east, ground.lon);
      south = Math.min(south, ground.lat);
      north = Math.max(north, ground.lat);
    }
  }
  return west < east && south < north ? [west, south, east, north] : null;
}
