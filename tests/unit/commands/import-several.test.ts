import { describe, expect, it } from 'vitest';
import { drawKind } from '../../../app/commands/describe-import.ts';
import { examineFiles } from '../../../app/commands/examine-files.ts';
import { importLayer } from '../../../app/commands/import-layer.ts';
import type { ColumnBatch } from '../../../app/core/store/column-batch.ts';
import type { LayerGeometry } from '../../../app/core/twins/scene-renderer.ts';
import { testApp } from '../../builders/app-context.ts';
import { fakeImporter } from '../../builders/fake-importer.ts';
import { partOf } from '../../builders/own-files.ts';
import { dbaseTable, shapeFile } from '../../builders/shapefile.ts';

function importing() {
  const stored: ColumnBatch[] = [];
  const shown: LayerGeometry[] = [];
  const importer = fakeImporter(async (batches) => void stored.push(...batches));
  const app = testApp({ importer, showGeometry: (geometry) => shown.push(geometry) });
  const values = (name: string) => [...(stored[0]?.columns.find((column) => column.name === name)?.values ?? [])];
  return { app, stored, shown, values, report: () => app.imports.store.getState().examination!.report };
}

const UTM31 =
  'PROJCS["ETRS_1989_UTM_Zone_31N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],' +
  'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],' +
  'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",3.0],' +
  'PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

/** A square of 20 m, clockwise as shapefiles have their outlines. */
const square = (e: number, n: number) => ({
  type: 5,
  parts: [
    [
      [e, n],
      [e, n + 20],
      [e + 20, n + 20],
      [e + 20, n],
      [e, n],
    ],
  ],
});

describe('the parts of a Shapefile dropped together', () => {
  const shp = shapeFile([square(430_560, 4_582_660), square(430_600, 4_582_660)]);
  /** "Façana" in Windows-1252, which only the .cpg says. */
  const dbf = dbaseTable(
    [
      { name: 'NOM', type: 'C', length: 10 },
      { name: 'ALCADA', type: 'N', length: 5 },
    ],
    [
      [Uint8Array.of(0x46, 0x61, 0xe7, 0x61, 0x6e, 0x61), '12'],
      ['Nau', '9'],
    ],
  );
  const parts = [
    partOf('edificis.dbf', dbf),
    partOf('edificis.prj', UTM31),
    partOf('edificis.shp', shp),
    partOf('edificis.cpg', '1252'),
  ];

  it('are one file: shapes in their system, names in their encoding, heights', async () => {
    const { app, shown, values, report } = importing();
    await examineFiles(app, parts).finished;
    expect(report()).toMatchObject({ file: { format: 'shapefile' }, features: 2, drawable: 2 });
    expect(report().crs.used).toBe('EPSG:25831');
    await importLayer(app).finished;
    expect(values('nom')).toEqual(['Façana', 'Nau']);
    expect(values('height_m')).toEqual([12, 9]);
    expect(values('centroid_lon')[0]).toBeCloseTo(2.1694, 3);
    expect(shown.map(({ layerId, shape }) => [layerId, shape])).toEqual([['edificis', 'extrusion']]);
    expect(app.store.getState().cards[0]!.lineage[0]!.by).toBe(
      'edificis.dbf, edificis.prj, edificis.shp, edificis.cpg',
    );
  });

  it('without the shapes are refused, the missing part named', async () => {
    const { app, report } = importing();
    await examineFiles(app, [partOf('edificis.dbf', dbf), partOf('edificis.prj', UTM31)]).finished;
    expect(report().outcome).toBe('refused');
    expect(report().issues.map(({ code }) => code)).toContain('missing-part');
  });
});

describe('a file with points and areas', () => {
  const area = [
    [
      [2.17, 41.39],
      [2.171, 41.39],
      [2.171, 41.391],
      [2.17, 41.39],
    ],
  ];
  const feature = (type: string, coordinates: unknown) => ({
    type: 'Feature',
    properties: {},
    geometry: coordinates === null ? null : { type, coordinates },
  });
  const mixed = partOf(
    'barri.geojson',
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        feature('Polygon', area),
        feature('Point', [2.172, 41.392]),
        feature('Polygon', null),
        feature('Polygon', area),
      ],
    }),
  );

  it('becomes a table and a layer for each kind, and what has no place stays with the first', async () => {
    const { app, stored, shown } = importing();
    await examineFiles(app, [mixed]).finished;
    expect(app.imports.store.getState().examination!.shapes).toEqual({ surface: 2, line: 0, point: 1 });
    await importLayer(app).finished;
    expect(stored.map(({ table, rowCount }) => [table, rowCount])).toEqual([
      ['barri', 3],
      ['barri_points', 1],
    ]);
    expect(stored[1]!.columns.find(({ name }) => name === 'feature_id')?.values).toEqual(['row-2']);
    expect(stored[1]!.columns.map(({ name }) => name)).not.toContain('area_m2');
    expect(shown.map(({ layerId, shape }) => [layerId, shape])).toEqual([
      ['barri', 'surface'],
      ['barri_points', 'point'],
    ]);
    const { layers, cards } = app.store.getState();
    expect(layers.slice(-2).map(({ id, title }) => [id, title])).toEqual([
      ['barri', 'barri'],
      ['barri_points', 'barri_points'],
    ]);
    expect(cards.map(({ table }) => table)).toEqual(['barri', 'barri_points']);
    app.history.undo();
    expect(app.store.getState().layers.some(({ id }) => id.startsWith('barri'))).toBe(false);
    expect(app.store.getState().cards).toEqual([]);
  });

  it('draws the most frequent kind where a person wishes for one layer; all are in the table', async () => {
    const { app, stored, shown } = importing();
    await examineFiles(app, [mixed]).finished;
    drawKind(app, 'surface');
    await importLayer(app).finished;
    expect(stored.map(({ rowCount }) => rowCount)).toEqual([4]);
    expect(shown.map(({ shape }) => shape)).toEqual(['surface']);
  });

  it('draws the points where a person wishes so', async () => {
    const { app, stored, shown } = importing();
    await examineFiles(app, [mixed]).finished;
    drawKind(app, 'point');
    await importLayer(app).finished;
    expect(stored[0]!.rowCount).toBe(4);
    expect(shown[0]!.shape).toBe('point');
    // One place a row, longitude, latitude and height: only the second row is a point.
    const places = [...shown[0]!.points!];
    expect(places.map((value) => !Number.isNaN(value))).toEqual(
      [3, 3, 3, 3].flatMap((n, row) => Array(n).fill(row === 1)),
    );
    expect(app.store.getState().layers.at(-1)).toMatchObject({ shape: 'point' });
  });

  it('tells where the features lie that a finding names, as far as they have a place', async () => {
    const { app, report } = importing();
    await examineFiles(app, [mixed]).finished;
    expect(report().issues.find(({ code }) => code === 'null-geometry')?.firstFeatures).toEqual([3]);
    const { named } = app.imports.store.getState().examination!;
    expect(named.map(({ feature: number }) => number)).not.toContain(3);
  });
});

it('a feature that was mended is found on the map by its number', async () => {
  const bowTie = [
    [
      [2.17, 41.39],
      [2.172, 41.392],
      [2.172, 41.39],
      [2.17, 41.392],
      [2.17, 41.39],
    ],
  ];
  const { app, report } = importing();
  const file = JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: bowTie } });
  await examineFiles(app, [partOf('llac.geojson', file)]).finished;
  expect(report().issues.find(({ code }) => code === 'self-intersection')?.firstFeatures).toEqual([1]);
  expect(app.imports.store.getState().examination!.named).toEqual([{ feature: 1, bbox: [2.17, 41.39, 2.172, 41.392] }]);
});
