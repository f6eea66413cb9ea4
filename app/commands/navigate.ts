import type { NavigationStep } from '../core/twins/scene-renderer.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Moves the camera by a button: home, north, nearer, further. */
export function navigate({ ports }: AppContext, step: NavigationStep): ChangeRecord {
  ports.scene?.navigate(step);
  return { label: 'change.view' };
}
