import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { EXAMPLE_QUERIES } from './example-queries.ts';
import { openPlace } from './open-place.ts';
import { runQuery } from './run-query.ts';
import { switchForm } from './switch-form.ts';

/** The choices of the start screen; each leads into a working state. */
export type StartWay = 'forms' | 'practise' | 'sql' | 'stream' | 'nothing';

export function startWith(app: AppContext, way: StartWay): ChangeRecord {
  app.store.setState({ started: true });
  app.ports.settings.set('started', 'yes');
  if (way === 'forms') {
    openPlace(app, 'data');
    switchForm(app, 'layers');
  } else if (way === 'practise') {
    openPlace(app, 'learn');
  } else if (way === 'stream') {
    openPlace(app, 'stream');
  } else if (way === 'sql') {
    openPlace(app, 'query');
    runQuery(app, EXAMPLE_QUERIES[0]!.sql);
  }
  return { label: 'change.start' };
}
