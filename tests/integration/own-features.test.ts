import { beforeAll, describe, expect, it } from 'vitest';
import { decodeResult } from '../../app/adapters/duckdb/result-table.ts';
import {
  beginDrawnLayer,
  beginReshape,
  deleteFeature,
  finishSketch,
  writeAttribute,
} from '../../app/commands/own-features.ts';
import { addSketchPoint, moveSketchPoint } from '../../app/commands/sketch.ts';
import type { Cell, Database } from '../../app/core/store/database.ts';
import type { LayerGeometry } from '../../app/core/twins/scene-renderer.ts';
import { noticeKeys, type TestApp, testApp } from '../builders/app-context.ts';
import { fakeDatabase } from '../builders/ui-ports.ts';
import { openTestDatabase, type TestDatabase } from './duckdb-support.ts';

let database: TestDatabase;
let app: TestApp;
const drawn: LayerGeometry[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  const query: Database['query'] = async (sql) =>
    decodeResult(await database.engine.query(sql, { timeLimitMs: 20_000, maxRows: 10_000, isCancelled: () => false }));
  const tables: Database['tables'] = async () => {
    const columns = await database.rows(
      `SELECT table_name AS t, column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name LIKE 'drawn_%' ORDER BY ordinal_position`,
    );
    const names = [...new Set(columns.map(({ t }) => String(t)))];
    return names.map((name) => ({
      name,
      type: 'table' as const,
      rowCount: null,
      columns: columns
        .filter(({ t }) => t === name)
        .map((column) => ({ name: String(column.name), sqlType: String(column.type) })),
      owner: 'person' as const,
    }));
  };
  app = testApp({
    database: { ...fakeDatabase(), query, tables },
    showGeometry: (geometry) => drawn.push(geometry),
  });
});

const layer = () => app.store.getState().layers.find(({ id }) => id === 'drawn_1')!;
const rows = (): Promise<Record<string, Cell>[]> =>
  database.rows('SELECT feature_id, name, round(area_m2) AS area, round(min_lon, 4) AS west FROM drawn_1 ORDER BY 1');
const last = () => drawn.at(-1)!.featureIds;

describe('a layer drawn by hand', () => {
  it('begins empty, and takes what is drawn and sound', async () => {
    await beginDrawnLayer(app, 'area', 'My squares');
    expect(layer()).toMatchObject({ title: 'My squares', shape: 'surface', kind: 'imported' });
    for (const corner of [
      [2.16, 41.39],
      [2.17, 41.39],
      [2.17, 41.4],
      [2.16, 41.4],
    ] as const) {
      addSketchPoint(app, corner);
    }
    await finishSketch(app);
    expect(await rows()).toEqual([{ feature_id: 'f1', name: null, area: expect.closeTo(929_000, -4), west: 2.16 }]);
    expect(last()).toEqual(['f1']);
    expect(app.store.getState().sketch?.points).toEqual([]);
  });

  it('says why a shape is not sound, writes nothing and leaves it open', async () => {
    for (const corner of [
      [2.16, 41.39],
      [2.17, 41.4],
      [2.17, 41.39],
      [2.16, 41.4],
    ] as const) {
      addSketchPoint(app, corner);
    }
    await finishSketch(app);
    expect(noticeKeys(app)).toContain('notice.drawing-not-sound');
    expect(await rows()).toHaveLength(1);
    expect(app.store.getState().sketch?.points).toHaveLength(4);
  });

  it('is changed by its corners, and changed back', async () => {
    await beginReshape(app, layer(), 'f1');
    expect(app.store.getState().sketch).toMatchObject({ shape: 'area', featureId: 'f1' });
    moveSketchPoint(app, 0, [2.15, 41.39]);
    await finishSketch(app);
    expect((await rows())[0]?.west).toBe(2.15);
    app.history.undo();
    await expect.poll(async () => (await rows())[0]?.west).toBe(2.16);
    app.history.redo();
    await expect.poll(async () => (await rows())[0]?.west).toBe(2.15);
  });

  it('takes values of the column’s type and no others, and each has its way back', async () => {
    const name = { name: 'name', sqlType: 'VARCHAR' };
    await database.rows('ALTER TABLE drawn_1 ADD COLUMN floors DOUBLE');
    const floors = { name: 'floors', sqlType: 'DOUBLE' };
    expect(await writeAttribute(app, layer(), 'f1', name, "L'illa <b>")).toBe('written');
    expect((await rows())[0]?.name).toBe("L'illa <b>");
    expect(await writeAttribute(app, layer(), 'f1', floors, 'many')).toBe('wrong-type');
    expect(await writeAttribute(app, layer(), 'f1', floors, '2,5')).toBe('written');
    expect(await database.rows('SELECT floors FROM drawn_1')).toEqual([{ floors: 2.5 }]);
    expect(await writeAttribute(app, layer(), 'f1', { name: 'feature_id', sqlType: 'VARCHAR' }, 'x')).toBe('failed');
    app.history.undo();
    await expect.poll(() => database.rows('SELECT floors FROM drawn_1')).toEqual([{ floors: null }]);
  });

  it('goes with its table when its making is taken back, and comes again', async () => {
    await beginDrawnLayer(app, 'line', '');
    const second = () => app.store.getState().layers.find(({ id }) => id === 'drawn_2');
    expect(second()).toMatchObject({ title: 'drawn_2', shape: 'line' });
    expect(app.history.undo()).toBe('change.drawn-layer');
    expect(second()).toBeUndefined();
    expect(app.store.getState().sketch).toBeNull();
    await expect.poll(async () => (await app.ports.database.tables()).map(({ name }) => name)).not.toContain('drawn_2');
    app.history.redo();
    await expect.poll(() => second()?.shape).toBe('line');
    expect((await app.ports.database.tables()).map(({ name }) => name)).toContain('drawn_2');
    app.history.undo();
  });

  it('loses a feature, and gets the whole of it back', async () => {
    const whole = await database.rows('SELECT * FROM drawn_1');
    await deleteFeature(app, layer(), 'f1');
    expect(await rows()).toEqual([]);
    expect(last()).toEqual([]);
    app.history.undo();
    await expect.poll(() => database.rows('SELECT * FROM drawn_1')).toEqual(whole);
    await expect.poll(() => last()).toEqual(['f1']);
  });
});
