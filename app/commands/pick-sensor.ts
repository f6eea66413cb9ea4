import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { pickFeature } from './pick-feature.ts';

/** Picks a sensor by its id, on whichever layer shows the table of sensors. */
export function pickSensor(app: AppContext, sensorId: string): ChangeRecord {
  const layer = app.store.getState().layers.find(({ table }) => table === 'sensors');
  return pickFeature(app, { layerId: layer?.id ?? 'sensors', featureId: sensorId });
}
