import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';
import { pickSensor } from './pick-sensor.ts';
import { readRows, textIn } from './read-rows.ts';
import { startFault } from './start-fault.ts';

/** Metres of a degree of latitude. */
const DEGREE_M = 111_320;
const LOWEST_PITCH_DEG = 10;

/** Breaks the air sensor nearest to what the camera looks at, and opens it in the inspector. */
export function breakTourSensor(app: AppContext): ChangeRecord {
  void nearestAirSensor(app).then(
    (sensorId) => {
      if (sensorId === null) return giveNotice(app, 'warning', 'notice.tour-no-sensor');
      startFault(app, { sensorId, type: 'stuck', minutes: null });
      app.store.setState(({ tour }) => (tour === null ? {} : { tour: { ...tour, disturbed: true } }));
      pickSensor(app, sensorId);
    },
    () => giveNotice(app, 'warning', 'notice.tour-no-sensor'),
  );
  return { label: 'change.fault' };
}

async function nearestAirSensor({ store, ports }: AppContext): Promise<string | null> {
  const { view } = store.getState();
  if (view === null) return null;
  const pitch = (Math.max(LOWEST_PITCH_DEG, -view.pitchDeg) * Math.PI) / 180;
  const aheadM = view.heightM / Math.tan(pitch);
  const heading = (view.headingDeg * Math.PI) / 180;
  const shrink = Math.cos((view.lat * Math.PI) / 180);
  const lat = view.lat + (aheadM * Math.cos(heading)) / DEGREE_M;
  const lon = view.lon + (aheadM * Math.sin(heading)) / (DEGREE_M * shrink);
  const [nearest] = await readRows(
    ports.database,
    `SELECT sensor_id FROM sensors WHERE domain = 'air' AND cadence_s < 3600
ORDER BY pow((centroid_lon - ${lon}) * ${shrink}, 2) + pow(centroid_lat - ${lat}, 2) LIMIT 1`,
  );
  return nearest === undefined ? null : textIn(nearest, 'sensor_id');
}
