import { expect, it } from 'vitest';
import type { TableInfo } from '../../../app/core/store/database.ts';
import { catalogueOf, isEditable, licenceFindings } from '../../../app/state/catalogue.ts';
import { card } from '../../builders/dataset-cards.ts';

const table = (name: string, owner: 'house' | 'person' = 'person', rowCount: number | null = 3): TableInfo => ({
  name,
  type: 'table',
  rowCount,
  columns: [{ name: 'a', sqlType: 'INTEGER' }],
  owner,
});
const words = (key: string) => (key === 'catalogue.table.scenario_links' ? 'What-if: streets' : key);

it('gives every table a card: those written, those of models and of the stream, and those nobody wrote', () => {
  const cards = catalogueOf({
    manifest: null,
    own: [card('Trees'), card('gone')],
    tables: [
      table('observations', 'house', 90),
      table('trees', 'person', 7),
      table('scenario_links', 'house'),
      table('x'),
    ],
    modelled: [],
    words,
  });
  expect(cards.map(({ id, origin, title, quality }) => [id, origin, title, quality.features])).toEqual([
    ['own/Trees', 'imported', 'The Trees of a town', 7],
    ['own/x', 'derived', 'x', 3],
    ['maqueta/scenario_links', 'modelled', 'What-if: streets', 3],
    ['maqueta/observations', 'live', 'observations', 90],
  ]);
  expect(cards.map(isEditable)).toEqual([true, true, false, false]);
});

it('names what a model of own streets was made of', () => {
  const cards = catalogueOf({
    manifest: null,
    own: [card('lanes')],
    tables: [table('lanes'), table('own_streets', 'house')],
    modelled: ['lanes'],
    words,
  });
  expect(cards.find(({ table: name }) => name === 'own_streets')?.lineage).toEqual([
    { how: 'model', by: 'catalogue.model.network', from: ['own/lanes'], atMs: null },
  ]);
});

it('says what the licences of all that was joined ask, not only that of the result', () => {
  const a = card('a', { licence: 'ODbL-1.0' });
  const b = card('b', { licence: 'CC-BY-SA-4.0' });
  const joined = card('c', {
    licence: 'own-terms',
    lineage: [{ how: 'sql', by: 'SELECT 1', from: ['own/a', 'own/b'], atMs: null }],
  });
  expect(licenceFindings(joined, [a, b, joined]).map(({ code, weight }) => [code, weight])).toEqual([
    ['clash', 'stop'],
    ['attribution', 'duty'],
  ]);
});
