import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

const TURN_MS = 250;

/** Turns the camera to the north, where it stands. Without motion where the person asked for none. */
export function turnNorth({ ports }: AppContext): ChangeRecord {
  const { scene } = ports;
  if (scene !== null) {
    void scene.flyTo({ ...scene.view(), headingDeg: 0 }, ports.facts.reducedMotion() ? 0 : TURN_MS);
  }
  return { label: 'change.view' };
}
