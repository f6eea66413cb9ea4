import type { AppContext } from './app-context.ts';

const FLIGHT_MS = 1_200;
const PITCH_DEG = -50;
/** Metres of a degree of latitude. */
const DEGREE_M = 111_320;
/**
 * The camera’s height over a box, by the box’s larger side, and at least. At this lens and slant the box then takes some six
 * tenths of the width, so that it is seen whole beside an open panel.
 */
const HEIGHT_PER_SIDE = 1.9;
const LOWEST_M = 250;

/** Brings a box of the ground into the picture: west, south, east, north in degrees. */
export function flyToBox({ ports, store }: AppContext, box: readonly [number, number, number, number]): void {
  const { scene } = ports;
  if (scene === null) return;
  const [west, south, east, north] = box;
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  const metresPerLon = DEGREE_M * Math.cos((lat * Math.PI) / 180);
  const sideM = Math.max((east - west) * metresPerLon, (north - south) * DEGREE_M);
  const heightM = Math.max(LOWEST_M, sideM * HEIGHT_PER_SIDE);
  // The camera stands back to the south, for it looks down at a slant.
  const backM = heightM / Math.tan((-PITCH_DEG * Math.PI) / 180);
  const view = { lon, lat: lat - backM / DEGREE_M, heightM, headingDeg: 0, pitchDeg: PITCH_DEG };
  if (store.getState().form === 'model') store.setState({ form: 'layers' });
  void scene.flyTo(view, FLIGHT_MS);
}
