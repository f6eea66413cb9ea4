import { describe, expect, it } from 'vitest';
import { describeImport, nameImport, takeColumn } from '../../../app/commands/describe-import.ts';
import { changeWishes, examineFiles } from '../../../app/commands/examine-files.ts';
import { exportImportReport } from '../../../app/commands/export-import-report.ts';
import { importLayer } from '../../../app/commands/import-layer.ts';
import { closeImport, openImport } from '../../../app/commands/open-import.ts';
import type { ColumnBatch } from '../../../app/core/store/column-batch.ts';
import type { LayerGeometry } from '../../../app/core/twins/scene-renderer.ts';
import { noticeKeys, testApp } from '../../builders/app-context.ts';
import { fakeImporter } from '../../builders/fake-importer.ts';
import { buildingsNear, buildingsText, partOf } from '../../builders/own-files.ts';
import { fakeDatabase } from '../../builders/ui-ports.ts';

const METRES = 'EPSG:25831';
const buildings = (crs?: string) =>
  partOf('Edificis_nous.geojson', buildingsText(buildingsNear(2.17, 41.39, 4), crs === undefined ? {} : { crs }));

function importing(store: (batches: readonly ColumnBatch[]) => Promise<void> = async () => {}) {
  const database = fakeDatabase([], [{ name: 'edificis_nous', type: 'table', rowCount: 1, columns: [] }]);
  const shown: LayerGeometry[] = [];
  const app = testApp({ database, importer: fakeImporter(store), showGeometry: (geometry) => shown.push(geometry) });
  return { app, database, shown, desk: () => app.imports.store.getState() };
}

describe('a file that was dropped', () => {
  it('is examined, and nothing is stored of it', async () => {
    const stored: ColumnBatch[] = [];
    const { app, desk } = importing(async (batches) => void stored.push(...batches));
    await examineFiles(app, [buildings(METRES)]).finished;
    expect(desk()).toMatchObject({ open: true, step: 'examined', facts: { title: 'Edificis nous' } });
    expect(desk().examination?.report).toMatchObject({ features: 4, drawable: 4 });
    // There is a table of that name already.
    expect(desk()).toMatchObject({ table: 'edificis_nous_2', nameProblem: null });
    expect(stored).toEqual([]);
    expect(app.history.length).toBe(0);
  });

  it('asks for the reference system and lies right once it is chosen', async () => {
    const { app, desk } = importing();
    await examineFiles(app, [buildings()]).finished;
    expect(desk().examination?.report.outcome).toBe('needs-crs');
    await changeWishes(app, { crs: METRES }).finished;
    expect(desk().examination?.report).toMatchObject({ crs: { used: METRES, why: 'chosen' } });
    expect(desk().table).toBe('edificis_nous_2');
  });

  it('is forgotten when the dialog is closed', async () => {
    const { app, desk } = importing();
    openImport(app);
    await examineFiles(app, [buildings(METRES)]).finished;
    closeImport(app);
    expect(desk()).toMatchObject({ open: false, step: 'choose', examination: null });
    expect(app.imports.session).toBeNull();
  });

  it('that cannot be read says so in the report', async () => {
    const { app, desk } = importing();
    await examineFiles(app, [partOf('x.geojson', '{"animals": [1, 2]}')]).finished;
    expect(desk().examination?.report).toMatchObject({ outcome: 'refused', drawable: 0 });
  });
});

describe('the name of the table', () => {
  it.each([
    ['select', 'not-a-name'],
    ['2 houses', 'not-a-name'],
    ['', 'not-a-name'],
    ['Edificis_Nous', 'taken'],
    ['carrers', null],
  ])('%s: %s', async (name, problem) => {
    const { app, desk } = importing();
    await examineFiles(app, [buildings(METRES)]).finished;
    nameImport(app, name);
    expect(desk().nameProblem).toBe(problem);
  });
});

describe('importing', () => {
  it('makes table, layer and card at once, and takes all three back', async () => {
    const stored: ColumnBatch[] = [];
    const { app, database, shown, desk } = importing(async (batches) => void stored.push(...batches));
    const before = app.store.getState().layers.length;
    await examineFiles(app, [buildings(METRES)]).finished;
    describeImport(app, { publisher: 'Ajuntament', licence: 'CC-BY-4.0' });
    takeColumn(app, 'file_select', false);
    await importLayer(app).finished;

    const { layers, cards } = app.store.getState();
    expect(stored.map(({ table, rowCount }) => [table, rowCount])).toEqual([['edificis_nous_2', 4]]);
    expect(stored[0]!.columns.map(({ name }) => name)).not.toContain('file_select');
    expect(shown.map(({ layerId, shape }) => [layerId, shape])).toEqual([['edificis_nous_2', 'extrusion']]);
    expect(layers.at(-1)).toMatchObject({ id: 'edificis_nous_2', kind: 'imported', title: 'Edificis nous' });
    expect(cards).toMatchObject([
      { id: 'own/edificis_nous_2', publisher: 'Ajuntament', licence: 'CC-BY-4.0', crs: METRES, origin: 'imported' },
    ]);
    expect(desk().open).toBe(false);
    expect(noticeKeys(app)).toEqual(['notice.import-done']);

    expect(app.history.undo()).toBe('change.import');
    expect(app.store.getState().layers).toHaveLength(before);
    expect(app.store.getState().cards).toEqual([]);
    expect(database.asked.at(-1)).toBe('DROP TABLE IF EXISTS "edificis_nous_2"');
  });

  it('done again reads the file once more, as the person wished then', async () => {
    const stored: ColumnBatch[] = [];
    let again: () => void = () => {};
    const both = new Promise<void>((resolve) => {
      again = resolve;
    });
    const { app } = importing(async (batches) => {
      stored.push(...batches);
      if (stored.length === 2) again();
    });
    await examineFiles(app, [buildings()]).finished;
    await changeWishes(app, { crs: METRES }).finished;
    await importLayer(app).finished;
    app.history.undo();
    app.history.redo();
    await both;
    const middle = (batch: ColumnBatch) => batch.columns.find(({ name }) => name === 'centroid_lon')!.values[0];
    expect(middle(stored[1]!)).toBe(middle(stored[0]!));
  });

  it('leaves nothing where the rows could not be stored, and says why', async () => {
    const { app, desk } = importing(async () => {
      throw new Error('no room');
    });
    await examineFiles(app, [buildings(METRES)]).finished;
    await importLayer(app).finished;
    expect(desk()).toMatchObject({ step: 'failed', failure: 'no room', open: true });
    expect(app.store.getState().cards).toEqual([]);
    expect(app.history.length).toBe(0);
  });

  it('called off drops what may have been stored', async () => {
    let begun: () => void = () => {};
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { app, database } = importing(() => {
      begun();
      return new Promise(() => {});
    });
    await examineFiles(app, [buildings(METRES)]).finished;
    const { finished } = importLayer(app);
    await started;
    app.imports.work!.abort();
    await finished;
    expect(database.asked.at(-1)).toBe('DROP TABLE IF EXISTS "edificis_nous_2"');
    expect(app.store.getState().cards).toEqual([]);
  });
});

it('the report is handed over as data', async () => {
  const { app } = importing();
  await examineFiles(app, [buildings(METRES)]).finished;
  exportImportReport(app, 'json', []);
  const [file] = app.ports.files.saved;
  expect(file).toMatchObject({ name: 'edificis_nous_2-report.json', mediaType: 'application/json' });
  expect(JSON.parse(String(file!.content))).toMatchObject({ features: 4, drawable: 4 });
});
