import type { AppContext } from '../../app/commands/app-context.ts';
import type { Ports } from '../../app/commands/ports.ts';
import { shippedLayers } from '../../app/core/twins/layer-catalogue.ts';
import type { AppState } from '../../app/state/app-state.ts';
import { createAppStore } from '../../app/state/app-store.ts';
import { createHistory } from '../../app/state/history.ts';
import { createImportDesk } from '../../app/state/import-desk.ts';
import { createLessonDesk } from '../../app/state/lesson-desk.ts';
import { createResultShelf } from '../../app/state/result-shelf.ts';
import { CLOCK, type FakeFiles, fakePorts } from './ui-ports.ts';

export type TestApp = AppContext & { readonly ports: Ports & { readonly files: FakeFiles } };

/** An app with the shipped layers, a clock at 2024-11-07T09:05Z and ports that need no machine. */
export function testApp(given: Partial<Ports> = {}, state: Partial<AppState> = {}): TestApp {
  const store = createAppStore(shippedLayers());
  store.setState({ clock: CLOCK, ...state });
  return {
    store,
    ports: fakePorts(given),
    results: createResultShelf(),
    imports: createImportDesk(),
    lessons: createLessonDesk(),
    history: createHistory(),
  };
}

/** Keys of the notices that are shown. */
export function noticeKeys({ store }: AppContext): readonly string[] {
  return store.getState().notices.map((notice) => notice.key);
}
