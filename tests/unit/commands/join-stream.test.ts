import { describe, expect, it } from 'vitest';
import { keepJoin, readJoinChoices, showJoin } from '../../../app/commands/join-stream.ts';
import type { TableInfo } from '../../../app/core/store/database.ts';
import { JOINS_KEY, newJoin, type StreamJoin, savedJoins } from '../../../app/state/stream-joins.ts';
import { noticeKeys, testApp } from '../../builders/app-context.ts';
import { resultTable } from '../../builders/result-table.ts';
import { fakeDatabase } from '../../builders/ui-ports.ts';

const columns = (...names: string[]) => names.map((name) => ({ name, sqlType: name === 'geom' ? 'BLOB' : 'VARCHAR' }));
const TABLES: readonly TableInfo[] = [
  { name: 'streets', type: 'table', rowCount: 3, columns: columns('feature_id', 'geom') },
  { name: 'sensors', type: 'table', rowCount: 3, columns: columns('feature_id', 'sensor_id', 'geom') },
  { name: 'residents', type: 'table', rowCount: 3, columns: columns('feature_id') },
  { name: 'homes', type: 'table', rowCount: 9, columns: columns('feature_id', 'geom') },
];
const measured = (...row: (number | string | null)[]) =>
  resultTable(
    [
      ['low', 'number'],
      ['high', 'number'],
      ['unit', 'text'],
      ['given', 'number'],
      ['features', 'number'],
    ],
    [row],
  );
const join: StreamJoin = newJoin('streets', 'flow', '/h');

function joined(row: readonly (number | string | null)[], wish = join) {
  const database = fakeDatabase([[/^SELECT min\(value\)/, measured(...row)]], TABLES);
  const app = testApp({ database });
  return { app, database, finished: showJoin(app, wish).finished };
}

describe('joining a layer with the stream', () => {
  it('offers tables with features and places, and what the stream measures', async () => {
    const properties = resultTable(
      [
        ['property', 'text'],
        ['unit', 'text'],
        ['sensors', 'number'],
      ],
      [['laeq', 'dB[A]', 12]],
    );
    const choices = await readJoinChoices(fakeDatabase([[/FROM observations_latest/, properties]], TABLES));
    expect(choices.tables.map(({ name }) => name)).toEqual(['homes', 'streets']);
    expect(choices.properties).toEqual([{ name: 'laeq', unit: 'dB[A]', sensors: 12 }]);
  });

  it('begins with what a unit allows', () => {
    expect(newJoin('x', 'laeq', 'dB[A]')).toMatchObject({ levels: true, summary: 'mean' });
    expect(newJoin('x', 'wind_direction', 'deg')).toMatchObject({ levels: false, summary: 'newest' });
  });

  it('colours the layer live between round ends, and says how many features have a value', async () => {
    const { app, finished } = joined([12, 487, '/h', 2, 5]);
    await finished;
    const layer = app.store.getState().layers.find(({ id }) => id === 'streets')!;
    expect(layer.values?.live).toBe(true);
    expect(layer.values?.sql).toContain('SELECT feature_id, value, time FROM (');
    expect(layer.colour).toMatchObject({ attribute: 'flow', low: 0, high: 500, unit: '/h' });
    const notice = app.store.getState().notices.find(({ key }) => key === 'notice.join-shown');
    expect(notice?.values).toEqual({ layer: 'streets', given: 2, missing: 3 });
  });

  it('is taken back like any change of looks', async () => {
    const { app, finished } = joined([12, 487, '/h', 2, 5]);
    const before = app.store.getState().layers.find(({ id }) => id === 'streets');
    await finished;
    app.history.undo();
    expect(app.store.getState().layers.find(({ id }) => id === 'streets')).toEqual(before);
  });

  it('leaves the layer as it is where no feature got a value', async () => {
    const { app, finished } = joined([null, null, null, 0, 5]);
    const before = app.store.getState().layers;
    await finished;
    expect(app.store.getState().layers).toBe(before);
    expect(noticeKeys(app)).toEqual(['notice.join-nothing']);
  });

  it('says in the database’s words why it did not work', async () => {
    const database = fakeDatabase([[/min\(value\)/, new Error('out of memory')]], TABLES);
    const app = testApp({ database });
    await showJoin(app, join).finished;
    expect(app.store.getState().notices.at(-1)).toMatchObject({
      key: 'notice.join-failed',
      values: { detail: 'out of memory' },
    });
  });

  it('becomes a table with a card that holds its SQL', async () => {
    const database = fakeDatabase([], [...TABLES, { name: 'my flow', type: 'table', rowCount: 2, columns: [] }]);
    const app = testApp({ database });
    await keepJoin(app, join, 'my flow').finished;
    expect(database.asked[0]).toMatch(/^CREATE TABLE "my flow" AS\n-- Each feature of streets/);
    expect(app.store.getState().cards[0]).toMatchObject({ table: 'my flow' });
    expect(noticeKeys(app)).toContain('notice.join-kept');
  });

  it('is remembered by its layer; what was kept unsoundly is passed over', async () => {
    const { app, finished } = joined([1, 2, '/h', 2, 5]);
    await finished;
    const kept = app.ports.settings.get(JOINS_KEY);
    expect(savedJoins(() => kept).streamJoins).toEqual({ streets: join });
    for (const odd of ['{', '[]', '{"a":{"layer":"a"}}', JSON.stringify({ a: { ...join, hours: 1e9 } })])
      expect(savedJoins(() => odd).streamJoins).toEqual({});
  });
});
