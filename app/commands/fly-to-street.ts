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
  const { scene } = app.ports;
  if (street !== undefined && scene !== null) {
    const { headingDeg } = scene.view();
    // The camera stands back along its line of sight, so that the street comes to the middle of the picture.
    const backM = HEIGHT_M / Math.tan((-PITCH_DEG * Math.PI) / 180);
    const heading = (headingDeg * Math.PI) / 180;
    const lat = street.lat - (backM * Math.cos(heading)) / DEGREE_M;
    const lon = street.lon - (backM * Math.sin(heading)) / (DEGREE_M * Math.cos((street.lat * Math.PI) / 180));
    void scene.flyTo({ lon, lat, heightM: HEIGHT_M, headingDeg, pitchDeg: PITCH_DEG }, FLIGHT_MS);
  }
  return pickFeature(app, { layerId: 'streets', featureId: streetId });
}
