import { expect, it } from 'vitest';
import { generateDistrict, toGeoJsonText } from '../../../../simulators/city/district/index.ts';

const committed = import.meta.glob<string>('../../../../datasets/eixample/*.geojson', {
  query: '?raw',
  import: 'default',
  eager: true,
});

it('makes the district in the browser with the same bytes as in Node', () => {
  const made = new Map(generateDistrict().map((table) => [`${table.table}.geojson`, toGeoJsonText(table)]));
  const names = Object.keys(committed).map((path) => path.slice(path.lastIndexOf('/') + 1));
  expect(names.sort()).toEqual([...made.keys()].sort());
  for (const [path, text] of Object.entries(committed)) {
    // Compared here, so that a failure names the file and does not print a megabyte.
    expect(made.get(path.slice(path.lastIndexOf('/') + 1)) === text, path).toBe(true);
  }
});
