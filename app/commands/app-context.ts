import type { AppStore } from '../state/app-store.ts';
import type { History } from '../state/history.ts';
import type { ImportDesk } from '../state/import-desk.ts';
import type { LessonDesk } from '../state/lesson-desk.ts';
import type { ResultShelf } from '../state/result-shelf.ts';
import type { Ports } from './ports.ts';

/** What every command is given: the state it may change and the outside it may reach. */
export interface AppContext {
  readonly store: AppStore;
  readonly ports: Ports;
  readonly results: ResultShelf;
  readonly imports: ImportDesk;
  readonly lessons: LessonDesk;
  readonly history: History;
}
