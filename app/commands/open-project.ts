import type { OpenedArchive } from '../core/project/project-archives.ts';
import type { ProjectFile } from '../core/project/project-file.ts';
import type { StorageState } from '../core/store/work-storage.ts';
import type { ImportPart } from '../core/twins/file-importer.ts';
import { NO_PROJECT } from '../state/current-project.ts';
import type { AppContext } from './app-context.ts';
import { applyProject, clearPage } from './apply-project.ts';
import { giveNotice } from './give-notice.ts';
import { placeHere } from './project-content.ts';
import { doProjectWork, type ProjectChange } from './project-work.ts';
import { freshProjectId, layAside } from './save-project.ts';

const label = 'change.project';

/** Opens a project from a file; the open one is laid aside. */
export function openProjectFile(app: AppContext, file: ImportPart): ProjectChange {
  return open(app, async () => new Uint8Array(await file.arrayBuffer()), null);
}

/** Opens one that was laid aside. */
export function openProject(app: AppContext, id: string): ProjectChange {
  return open(app, () => app.ports.shelf.get(id), id);
}

/** Lays the open project aside and begins an empty one. */
export function newProject(app: AppContext): ProjectChange {
  const finished = doProjectWork(app, 'opening', async (options) => {
    if (!mayChange(app)) return;
    await layAside(app, options);
    await clearPage(app);
    await applyProject(app, { project: { ...NO_PROJECT, id: freshProjectId(app), createdMs: app.ports.clock.now() } });
  });
  return { label, finished };
}

/** Lays the open project aside and goes on in a copy of it. */
export function duplicateProject(app: AppContext, name: string): ProjectChange {
  const finished = doProjectWork(app, 'saving', async (options) => {
    await layAside(app, options);
    const { store, ports } = app;
    const project = { ...store.getState().project, id: freshProjectId(app), name, createdMs: ports.clock.now() };
    store.setState({ project });
  });
  return { label, finished };
}

/** Forgets a project that was laid aside. There is no way back. */
export function deleteProject(app: AppContext, id: string): ProjectChange {
  const finished = app.ports.shelf.remove(id).catch((error: unknown) => {
    giveNotice(app, 'error', 'notice.project-saving-failed', { detail: String(error) });
  });
  return { label, finished };
}

function open(app: AppContext, read: () => Promise<Uint8Array | null>, shelvedId: string | null): ProjectChange {
  const finished = doProjectWork(app, 'opening', async (options) => {
    if (!mayChange(app)) return;
    const bytes = await read();
    if (bytes === null) return giveNotice(app, 'error', 'notice.project-gone');
    const archive = await app.ports.projects.open(bytes, placeHere(app.ports));
    try {
      const { project } = archive;
      if (project === null) return refuse(app, archive);
      await layAside(app, options);
      await clearPage(app);
      // A file that is opened twice is two projects.
      const id = shelvedId ?? freshProjectId(app);
      app.store.setState({ project: currentOf(project, id) });
      const taken = (await app.ports.database.tables()).map(({ name }) => name);
      const stored = await archive.store(taken, options);
      await applyProject(app, { project: currentOf(project, id), file: project, stored });
      tell(app, archive);
    } finally {
      archive.close();
    }
  });
  return { label, finished };
}

function currentOf({ name, notes, createdMs, clockMs }: ProjectFile, id: string) {
  return { id, name, notes, createdMs, clockMs };
}

function refuse(app: AppContext, { issues }: OpenedArchive): void {
  const [issue] = issues;
  giveNotice(app, 'error', `notice.${issue?.code ?? 'project-no-archive'}`, { made: issue?.detail ?? '' });
}

/** What came back otherwise than it went. */
function tell(app: AppContext, { issues }: OpenedArchive): void {
  const other = issues.find(({ code }) => code === 'project-other-place');
  if (other !== undefined) giveNotice(app, 'warning', 'notice.project-other-place', { place: other.detail ?? '' });
  const left = issues.filter(({ code }) => code === 'project-bad-table' || code === 'project-bad-card');
  if (left.length > 0) {
    const names = left.map(({ detail }) => detail).join(', ');
    giveNotice(app, 'warning', 'notice.project-left-out', { count: left.length, names });
  }
}

/** Two tabs of a browser keep one page's work: the other one's project must not be taken from under it. */
function mayChange(app: AppContext): boolean {
  let state: StorageState = 'opening';
  app.ports.storage.onStatus((status) => {
    state = status.state;
  })();
  if ((state as StorageState) !== 'other-tab') return true;
  giveNotice(app, 'warning', 'notice.project-other-tab');
  return false;
}
