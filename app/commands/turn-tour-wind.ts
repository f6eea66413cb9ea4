import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';
import { pickSensor } from './pick-sensor.ts';
import { readRows, textIn } from './read-rows.ts';
import { startFault } from './start-fault.ts';

const SOUTH_DEG = 180;
/** Of the city's time: long enough for the slow instruments to tell. */
const MINUTES = 120;

/** Lets the city's wind come from the south for a while, and opens a station that tells of it. */
export function turnTourWind(app: AppContext): ChangeRecord {
  void readRows(
    app.ports.database,
    "SELECT sensor_id FROM sensors WHERE domain = 'weather' ORDER BY sensor_id LIMIT 1",
  ).then(
    ([station]) => {
      if (station === undefined) return giveNotice(app, 'warning', 'notice.tour-no-sensor');
      const sensorId = textIn(station, 'sensor_id');
      startFault(app, { sensorId, type: 'wind-turn', minutes: MINUTES, parameters: { from_deg: SOUTH_DEG } });
      app.store.setState(({ tour }) => (tour === null ? {} : { tour: { ...tour, disturbed: true } }));
      pickSensor(app, sensorId);
    },
    () => giveNotice(app, 'warning', 'notice.tour-no-sensor'),
  );
  return { label: 'change.fault' };
}
