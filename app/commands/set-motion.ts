import type { MotionChoice } from '../state/app-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

export function setMotion({ store, ports }: AppContext, motion: MotionChoice): ChangeRecord {
  store.setState({ motion });
  ports.settings.set('motion', motion);
  return { label: 'change.motion' };
}
