/** The project that is open: its name and notes; everything else of it is the page itself. */
import type { ArchiveProgress } from '../core/project/project-archives.ts';
import type { AppStore } from './app-store.ts';

export type { ShelvedProject } from '../core/project/project-shelf.ts';

const PROJECT_KEY = 'project';
export const LONGEST_NAME = 120;
export const LONGEST_NOTES = 100_000;

export interface CurrentProject {
  /** Empty until it was first saved or named. */
  readonly id: string;
  /** Empty where the person gave none. */
  readonly name: string;
  /** Plain text. */
  readonly notes: string;
  /** Wall time, ms UTC. */
  readonly createdMs: number;
  /** Where the city's clock stood when it was written to a file or laid aside; null for one that was not. */
  readonly clockMs: number | null;
}

export const NO_PROJECT: CurrentProject = { id: '', name: '', notes: '', createdMs: 0, clockMs: null };

/** What is being done with projects as a whole. */
export interface ProjectWork {
  readonly status: 'idle' | 'saving' | 'opening';
  readonly progress: ArchiveProgress | null;
}

export const NO_PROJECT_WORK: ProjectWork = { status: 'idle', progress: null };

/** Of a former visit, read as foreign input. */
function savedProject(get: (key: string) => string | null): CurrentProject {
  let fields: Partial<Record<keyof CurrentProject, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(get(PROJECT_KEY) ?? 'null');
    if (typeof parsed === 'object' && parsed !== null) fields = parsed;
  } catch {
    // A project without a name.
  }
  const text = (value: unknown, most: number) => (typeof value === 'string' ? value.slice(0, most) : '');
  const time = (value: unknown) => (typeof value === 'number' && Math.abs(value) <= 8.64e15 ? value : null);
  return {
    id: text(fields.id, 60),
    name: text(fields.name, LONGEST_NAME),
    notes: text(fields.notes, LONGEST_NOTES),
    createdMs: time(fields.createdMs) ?? 0,
    clockMs: time(fields.clockMs),
  };
}

/** Brings the name and the notes of a former visit back, and writes them whenever they change. */
export function keepProject(
  store: AppStore,
  settings: { get(key: string): string | null; set(key: string, value: string): void },
  mayKeep: () => boolean,
): void {
  store.setState({ project: savedProject(settings.get) });
  store.subscribe(({ project }, before) => {
    if (project !== before.project && mayKeep()) settings.set(PROJECT_KEY, JSON.stringify(project));
  });
}
