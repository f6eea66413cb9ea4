/** The shelf of projects over IndexedDB: what is said of them and their archives in stores of their own. */
import type { ProjectShelf, ShelvedProject } from '../../core/project/project-shelf.ts';
import { answerOf, endOf, openDatabase } from './idb-requests.ts';

const VERSION = 1;

/** `name`: different for each place on one origin. Opened when first asked. */
export function idbProjectShelf(name: string): ProjectShelf {
  let opening: Promise<IDBDatabase> | null = null;
  const open = () => {
    opening ??= openDatabase(name, VERSION, (database) => {
      database.createObjectStore('projects', { keyPath: 'id' });
      database.createObjectStore('archives');
    }).then((database) => {
      // A later version of the app wants to open it: it must not wait for this tab.
      database.onversionchange = () => {
        database.close();
        opening = null;
      };
      return database;
    });
    opening.catch(() => {
      opening = null;
    });
    return opening;
  };
  const write = async (work: (projects: IDBObjectStore, archives: IDBObjectStore) => void) => {
    const transaction = (await open()).transaction(['projects', 'archives'], 'readwrite', { durability: 'strict' });
    const end = endOf(transaction);
    work(transaction.objectStore('projects'), transaction.objectStore('archives'));
    await end;
  };
  return {
    async list() {
      const transaction = (await open()).transaction(['projects'], 'readonly');
      const found = (await answerOf(transaction.objectStore('projects').getAll())) as ShelvedProject[];
      return found.sort((a, b) => b.savedMs - a.savedMs);
    },
    put: (project, parts) =>
      write((projects, archives) => {
        const bytes = parts.reduce((sum, part) => sum + part.length, 0);
        projects.put({ ...project, bytes } satisfies ShelvedProject);
        // A view is stored with the whole buffer behind it: only what is meant goes.
        archives.put(
          parts.map((part) => (part.byteLength === part.buffer.byteLength ? part : part.slice())),
          project.id,
        );
      }),
    async get(id) {
      const transaction = (await open()).transaction(['archives'], 'readonly');
      const parts = (await answerOf(transaction.objectStore('archives').get(id))) as Uint8Array[] | undefined;
      if (parts === undefined) return null;
      const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      return whole;
    },
    remove: (id) =>
      write((projects, archives) => {
        projects.delete(id);
        archives.delete(id);
      }),
    clear: () =>
      write((projects, archives) => {
        projects.clear();
        archives.clear();
      }),
  };
}
