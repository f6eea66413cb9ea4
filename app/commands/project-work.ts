import type { ArchiveOptions } from '../core/project/project-archives.ts';
import type { AppStore } from '../state/app-store.ts';
import { NO_PROJECT_WORK, type ProjectWork } from '../state/current-project.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';

const running = new WeakMap<AppStore, AbortController>();

/** Work on projects as a whole that lasts. */
export interface ProjectChange extends ChangeRecord {
  /** Settles when it is through, was called off or failed; it never rejects. */
  readonly finished: Promise<void>;
}

/** Does one piece of such work at a time; while one is under way another is not begun. What fails is said. */
export function doProjectWork(
  app: AppContext,
  status: Exclude<ProjectWork['status'], 'idle'>,
  work: (options: ArchiveOptions & { readonly signal: AbortSignal }) => Promise<void>,
): Promise<void> {
  const { store } = app;
  if (running.has(store)) return Promise.resolve();
  const controller = new AbortController();
  running.set(store, controller);
  store.setState({ projectWork: { status, progress: null } });
  const onProgress: NonNullable<ArchiveOptions['onProgress']> = (progress) =>
    store.setState({ projectWork: { status: store.getState().projectWork.status, progress } });
  return work({ signal: controller.signal, onProgress })
    .catch((error: unknown) => {
      if (controller.signal.aborted) return giveNotice(app, 'info', 'notice.project-cancelled');
      const detail = error instanceof Error ? error.message : String(error);
      giveNotice(app, 'error', `notice.project-${status}-failed`, { detail });
    })
    .finally(() => {
      running.delete(store);
      store.setState({ projectWork: NO_PROJECT_WORK });
    });
}

export function cancelProjectWork({ store }: AppContext): ChangeRecord {
  running.get(store)?.abort();
  return { label: 'change.project' };
}
