import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { EXAMPLE_QUERIES } from './example-queries.ts';
import { openImport } from './open-import.ts';
import { openPlace } from './open-place.ts';
import { runQuery } from './run-query.ts';
import { startTour } from './start-tour.ts';

/** docs/tours/three-forms */
const FORMS_TOUR = 'three-forms';

/** The choices of the start screen; each leads into a working state. */
export type StartWay = 'forms' | 'practise' | 'city' | 'sql' | 'nothing';

export function startWith(app: AppContext, way: StartWay): ChangeRecord {
  app.store.setState({ started: true });
  app.ports.settings.set('started', 'yes');
  if (way === 'forms') {
    startTour(app, FORMS_TOUR);
  } else if (way === 'practise') {
    openPlace(app, 'learn');
  } else if (way === 'city') {
    openPlace(app, 'data');
    openImport(app);
  } else if (way === 'sql') {
    openPlace(app, 'query');
    runQuery(app, EXAMPLE_QUERIES[0]!.sql);
  }
  return { label: 'change.start' };
}
