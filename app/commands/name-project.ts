import { LONGEST_NAME, LONGEST_NOTES } from '../state/current-project.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { freshProjectId } from './save-project.ts';

/** Gives the open project a name or notes. */
export function nameProject(
  app: AppContext,
  fields: { readonly name?: string; readonly notes?: string },
): ChangeRecord {
  const { store, ports } = app;
  const before = store.getState().project;
  const next = {
    ...before,
    id: before.id === '' ? freshProjectId(app) : before.id,
    createdMs: before.createdMs === 0 ? ports.clock.now() : before.createdMs,
    name: (fields.name ?? before.name).slice(0, LONGEST_NAME),
    notes: (fields.notes ?? before.notes).slice(0, LONGEST_NOTES),
  };
  const put = (project: typeof next) => store.setState({ project });
  put(next);
  return {
    label: 'change.project-name',
    merge: `project ${Object.keys(fields).join(' ')}`,
    undo: () => put(before),
    redo: () => put(next),
  };
}
