import { describe, expect, it } from 'vitest';
import { exportProblemReport } from '../../../app/commands/export-problem-report.ts';
import { giveNotice } from '../../../app/commands/give-notice.ts';
import { resizeDock } from '../../../app/commands/resize-dock.ts';
import { forgetQuery, savedQueries, saveQuery } from '../../../app/commands/saved-queries.ts';
import { startWith } from '../../../app/commands/start-with.ts';
import { noticeKeys, testApp } from '../../builders/app-context.ts';

describe('saved queries', () => {
  it('are kept under their name, the newer replacing the older', () => {
    const app = testApp();
    saveQuery(app, ' mine ', 'SELECT 1');
    saveQuery(app, 'mine', 'SELECT 2');
    expect(savedQueries(app.ports.settings)).toEqual([{ name: 'mine', sql: 'SELECT 2' }]);
    forgetQuery(app, 'mine').undo?.();
    expect(savedQueries(app.ports.settings)).toHaveLength(1);
  });

  it('need a name', () => {
    const app = testApp();
    saveQuery(app, '   ', 'SELECT 1');
    expect(savedQueries(app.ports.settings)).toEqual([]);
  });

  it.each(['{', 'null', '[1, {"name": 3}]'])('survive %s in the settings', (text) => {
    expect(savedQueries({ get: () => text, forgetAll: () => {}, set: () => {} })).toEqual([]);
  });
});

describe('the start screen', () => {
  it('leads into the tour, the stream or a query that runs', () => {
    const asked: string[] = [];
    const read = async (name: string) => {
      asked.push(name);
      throw new Error('not here');
    };
    const forms = testApp({ tours: { list: async () => [], read } });
    startWith(forms, 'forms');
    expect(forms.store.getState()).toMatchObject({ started: true });
    expect(asked).toEqual(['three-forms']);
    const sql = testApp();
    startWith(sql, 'sql');
    expect(sql.store.getState()).toMatchObject({ place: 'query', query: { status: 'running' } });
    expect(sql.ports.settings.get('started')).toBe('yes');
  });
});

it('remembers the height of the dock, and keeps it usable', () => {
  const app = testApp();
  resizeDock(app, 20.4);
  expect(app.store.getState().dockHeightPx).toBe(160);
  expect(app.ports.settings.get('dock-height')).toBe('160');
});

it('tells the same thing once', () => {
  const app = testApp();
  giveNotice(app, 'info', 'notice.report-saved');
  giveNotice(app, 'info', 'notice.report-saved');
  expect(noticeKeys(app)).toEqual(['notice.report-saved']);
});

it('writes a problem report without query texts', async () => {
  const app = testApp({}, { draft: 'SELECT secret FROM people' });
  exportProblemReport(app);
  await expect.poll(() => app.ports.files.saved.length).toBe(1);
  const [{ name, content }] = app.ports.files.saved as unknown as [{ name: string; content: string }];
  expect(name).toBe('maqueta-problem-report.json');
  expect(content).not.toContain('secret');
  expect(JSON.parse(content)).toMatchObject({
    madeAt: '2026-01-15T12:00:00.000Z',
    version: '0.1.0',
    state: { form: '3d' },
  });
});
