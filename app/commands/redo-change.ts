import type { AppContext } from './app-context.ts';
import { giveNotice } from './give-notice.ts';

/** Does again what was taken back last, and says what it was. */
export function redoChange(app: AppContext): void {
  const label = app.history.redo();
  giveNotice(app, 'info', label === null ? 'notice.nothing-to-redo' : 'notice.redone', label === null ? {} : { label });
}
