import type { AppContext } from './app-context.ts';
import { giveNotice } from './give-notice.ts';

/** Takes the last change back and says which it was. */
export function undoChange(app: AppContext): void {
  const label = app.history.undo();
  giveNotice(app, 'info', label === null ? 'notice.nothing-to-undo' : 'notice.undone', label === null ? {} : { label });
}
