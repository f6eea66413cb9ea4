import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';

/**
 * Versions, settings, figures and the last errors as one JSON file, for whoever is to mend something. No query texts, no
 * rows, no addresses of people: nothing personal goes in.
 */
export function exportProblemReport(app: AppContext): ChangeRecord {
  const { ports, store } = app;
  const write = (memory: unknown) => {
    const { form, place, theme, presenter, layers, clock, momentMs, shadows, query, comparison } = store.getState();
    const report = {
      madeAt: new Date(ports.clock.now()).toISOString(),
      version: ports.facts.version,
      browser: ports.facts.userAgent,
      renderer: ports.facts.renderer,
      dataset: ports.dataset === null ? null : { id: ports.dataset.id, version: ports.dataset.version },
      state: { form, place, theme, presenter, clock, momentMs, shadows, comparison },
      query: { status: query.status, error: query.error?.kind ?? null },
      layers: layers.map(({ id, kind, shape, visible, opacity, order, colour }) => ({
        id,
        kind,
        shape,
        visible,
        opacity,
        order,
        colour: colour.type,
      })),
      scene: ports.scene?.statistics() ?? null,
      memory,
      lastErrors: ports.facts.lastErrors(),
    };
    ports.files.save('maqueta-problem-report.json', 'application/json', `${JSON.stringify(report, null, 2)}\n`);
    giveNotice(app, 'info', 'notice.report-saved');
  };
  ports.database.memory().then(write, (error: unknown) => write({ failed: String(error) }));
  return { label: 'change.report' };
}
