import type { ArchiveOptions } from '../core/project/project-archives.ts';
import type { AppContext } from './app-context.ts';
import { giveNotice } from './give-notice.ts';
import { projectContent } from './project-content.ts';
import { doProjectWork, type ProjectChange } from './project-work.ts';

export const PROJECT_MEDIA_TYPE = 'application/vnd.maqueta+zip';

/** Hands the whole project over as one file. */
export function exportProject(app: AppContext): ProjectChange {
  const finished = doProjectWork(app, 'saving', async (options) => {
    const content = await projectContent(app);
    const { parts, tables } = await app.ports.projects.write(content, options);
    if (options.signal.aborted) throw new Error('cancelled');
    app.ports.files.save(projectFileName(content.project.name), PROJECT_MEDIA_TYPE, parts);
    giveNotice(app, 'info', 'notice.project-exported', { count: tables.length });
  });
  return { label: 'change.export', finished };
}

/** A name that every file system takes. */
function projectFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return `${plain === '' ? 'project' : plain}.maqueta`;
}

/**
 * Lays the open project aside, so that another can be opened. Where the browser has no room for it, the person gets it as
 * a file. One without anything in it is not kept.
 */
export async function layAside(app: AppContext, options: ArchiveOptions): Promise<void> {
  const { store, ports } = app;
  const content = await projectContent(app);
  const { project } = content;
  const { scenarios } = store.getState();
  const isEmpty =
    content.tables.length === 0 &&
    scenarios.length === 0 &&
    project.name === '' &&
    project.notes === '' &&
    project.texts['own-place'] === undefined &&
    project.texts['saved-queries'] === undefined;
  if (isEmpty) return;
  const id = project.id === '' ? freshProjectId(app) : project.id;
  const { parts, tables } = await ports.projects.write({ ...content, project: { ...project, id } }, options);
  try {
    await ports.shelf.put({ id, name: project.name, savedMs: project.savedMs, tables: tables.length }, parts);
  } catch {
    ports.files.save(projectFileName(project.name), PROJECT_MEDIA_TYPE, parts);
    giveNotice(app, 'warning', 'notice.project-as-file');
  }
}

let begun = 0;

/** Of this browser: begun at its moment, and numbered within the page. */
export function freshProjectId({ ports }: Pick<AppContext, 'ports'>): string {
  begun += 1;
  return `project-${ports.clock.now().toString(36)}-${begun}`;
}
