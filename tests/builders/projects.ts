/** Projects in memory: an archive that cannot be written, and a shelf that any test may look into. */
import type { ProjectArchives } from '../../app/core/project/project-archives.ts';
import type { ProjectShelf, ShelvedProject } from '../../app/core/project/project-shelf.ts';

export function fakeProjects(): ProjectArchives {
  return {
    write: async () => ({ parts: [], tables: [] }),
    open: async () => ({
      project: null,
      issues: [{ code: 'project-no-archive', severity: 'error', detail: '' }],
      store: async () => ({ names: new Map(), failed: [] }),
      close: () => {},
    }),
  };
}

export function fakeShelf(): ProjectShelf {
  const kept = new Map<string, { project: ShelvedProject; bytes: Uint8Array }>();
  return {
    list: async () => [...kept.values()].map(({ project }) => project).sort((a, b) => b.savedMs - a.savedMs),
    async put(project, parts) {
      const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
      kept.set(project.id, { project: { ...project, bytes: bytes.length }, bytes });
    },
    get: async (id) => kept.get(id)?.bytes.slice() ?? null,
    remove: async (id) => void kept.delete(id),
    clear: async () => kept.clear(),
  };
}
