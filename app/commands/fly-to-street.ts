import { modelStreets } from '../state/own-place.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { pickFeature } from './pick-feature.ts';
import { knownStreets } from './street-book.ts';

const FLIGHT_MS = 800;
/** How high the camera stands over a street it was sent to, and how steeply it looks down on it. */
const HEIGHT_M = 700;
const PITCH_DEG = -55;
/** Metres of a degree of latitude. */
const DEGREE_M = 111_320;

/** Sends the camera to a street and opens it in the inspector; the heading stays. */
export function flyToStreet(app: AppContext, streetId: string): ChangeRecord {
  const street = knownStreets(app.ports)?.street(streetId);
  if (street !== undefined) flyOver(app, street, HEIGHT_M);
  return pickFeature(app, { layerId: modelStreets(app.store.getState()), featureId: streetId });
}

/** Brings a place to the middle of the picture, seen from a height; the heading stays. `rightM` moves it off the middle. */
export function flyOver(
  { ports }: AppContext,
  { lon, lat }: { readonly lon: number; readonly lat: number },
  heightM: number,
  rightM = 0,
): void {
  const { scene } = ports;
  if (scene === null) return;
  const { headingDeg } = scene.view();
  const heading = (headingDeg * Math.PI) / 180;
  // The camera stands back along its line of sight, and to the left of what is to be seen right of the middle.
  const backM = heightM / Math.tan((-PITCH_DEG * Math.PI) / 180);
  const northM = -backM * Math.cos(heading) + rightM * Math.sin(heading);
  const eastM = -backM * Math.sin(heading) - rightM * Math.cos(heading);
  const degreesEast = eastM / (DEGREE_M * Math.cos((lat * Math.PI) / 180));
  const view = { lon: lon + degreesEast, lat: lat + northM / DEGREE_M, heightM, headingDeg, pitchDeg: PITCH_DEG };
  void scene.flyTo(view, FLIGHT_MS);
}
