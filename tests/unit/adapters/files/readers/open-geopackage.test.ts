import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../../app/adapters/files/readers/sqlite.ts';
import { geoPackage, packaged } from '../../../../builders/geopackage.ts';
import { openFile } from '../../../../builders/opened-file.ts';

const point = { type: 'Point' as const, coordinates: [430_000, 4_582_000] };
const trees = {
  name: 'trees',
  columns: 'species TEXT, height REAL, protected BOOLEAN, photo BLOB',
  rows: [
    [packaged(point), 'Plàtan', 12.5, 1, new Uint8Array(3)],
    [packaged(point, 4), 'Lledoner', null, 0, null],
    [null, 'Til·ler', 3, null, null],
  ],
};

describe('a GeoPackage', () => {
  it('is read with its attributes, its system and its title', async () => {
    const { source, features, codes } = await openFile(await geoPackage([trees]), 'city.gpkg');
    expect(source.head).toEqual({
      format: 'geopackage',
      wrapping: 'none',
      encoding: 'utf-8',
      layer: 'trees',
      layers: ['trees'],
    });
    expect(source.declaredCrs()).toEqual({ text: 'EPSG:25831', form: 'name' });
    expect(source.members?.()).toEqual({ name: 'Title of trees' });
    expect(features.map(({ number, geometry, properties }) => [number, geometry, properties])).toEqual([
      [1, point, { fid: 1, species: 'Plàtan', height: 12.5, protected: true, photo: null }],
      [2, point, { fid: 2, species: 'Lledoner', height: null, protected: false, photo: null }],
      [3, null, { fid: 3, species: 'Til·ler', height: 3, protected: null, photo: null }],
    ]);
    expect(codes).toEqual([]);
  });

  it('may have several layers, of which one is chosen by name, whatever the name is', async () => {
    const name = `o'clock "x"; DROP TABLE trees`;
    const bytes = await geoPackage([trees, { name: 'streets', columns: '', rows: [], srsId: 9 }]);
    const streets = await openFile(bytes, 'city.gpkg', { layer: 'streets' });
    expect([streets.source.head.layer, streets.features.length, streets.codes]).toEqual([
      'streets',
      0,
      ['several-layers'],
    ]);
    expect(streets.source.declaredCrs()).toEqual({ text: 'PROJCS["Own"]', form: 'wkt' });
    const odd = await openFile(await geoPackage([{ ...trees, name: name.replaceAll('"', '') }]), 'city.gpkg');
    expect(odd.features).toHaveLength(3);
  });

  it('tells of shapes that cannot be drawn and keeps their rows', async () => {
    const curve = packaged(point);
    curve[9] = 8;
    const { features, issues } = await openFile(
      await geoPackage([{ name: 'a', columns: '', rows: [[curve], [packaged(point).slice(0, 20)]] }]),
      'a.gpkg',
    );
    expect(features.map(({ geometry }) => geometry)).toEqual([null, null]);
    expect(issues).toMatchObject([
      { code: 'unsupported-geometry', featureNumber: 1 },
      { code: 'bad-geometry', featureNumber: 2 },
    ]);
  });

  it('that says a journal lies beside it is read all the same', async () => {
    const bytes = await geoPackage([trees]);
    bytes[18] = 2;
    bytes[19] = 2;
    expect((await openFile(bytes, 'a.gpkg')).features).toHaveLength(3);
  });

  it('is not every database', async () => {
    const database = await openSqlite(new Uint8Array(0));
    database.run('CREATE TABLE tiles (zoom_level INTEGER)');
    const { issues } = await openFile(database.export(), 'a.mbtiles');
    expect(issues).toMatchObject([
      { code: 'unknown-format', detail: 'This is a set of map tiles (MBTiles). Use vector data' },
    ]);
  });

  it('never throws when its bytes are damaged or cut off', async () => {
    const whole = await geoPackage([trees]);
    const change = fc.tuple(fc.integer({ min: 16, max: whole.length - 1 }), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 20 }),
        fc.integer({ min: 100, max: whole.length }),
        async (changes, length) => {
          const bytes = whole.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          const { features, issues } = await openFile(bytes.slice(0, length), 'a.gpkg');
          expect(features.length + issues.length).toBeGreaterThan(0);
        },
      ),
      { seed: 2, numRuns: 60 },
    );
  });
});
