import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

export const LOWEST_DOCK_PX = 160;

/** Sets the height of the query dock; it is remembered. The page itself keeps the dock from covering the map. */
export function resizeDock({ store, ports }: AppContext, heightPx: number): ChangeRecord {
  const dockHeightPx = Math.round(Math.max(LOWEST_DOCK_PX, heightPx));
  store.setState({ dockHeightPx });
  ports.settings.set('dock-height', String(dockHeightPx));
  return { label: 'change.dock' };
}
