import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';

export interface Forgetting extends ChangeRecord {
  /** Settles when it is done, or when it was said why not. */
  readonly finished: Promise<void>;
}

/**
 * Forgets everything that this browser keeps of the app: observations, own tables, saved queries, settings. The page goes
 * on as it is; nothing is kept until it is opened again. There is no way back.
 */
export function forgetStored(app: AppContext): Forgetting {
  const { storage, settings, shelf } = app.ports;
  settings.forgetAll();
  const finished = Promise.all([storage.forget(), shelf.clear().catch(() => undefined)]).then(
    () => giveNotice(app, 'info', 'notice.storage-forgotten'),
    (error: unknown) => giveNotice(app, 'error', 'notice.storage-not-forgotten', { detail: String(error) }),
  );
  return { label: 'change.forget', finished };
}
