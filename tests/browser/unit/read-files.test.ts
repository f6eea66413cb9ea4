import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { geoPackage, packaged } from '../../builders/geopackage.ts';
import { collectionText, latin1, namesOf, openFile, pointText } from '../../builders/opened-file.ts';

describe('files are read in a browser as they are in Node', () => {
  it('a GeoPackage, by SQLite in WebAssembly from the own origin', async () => {
    const point = { type: 'Point' as const, coordinates: [1, 2] };
    const bytes = await geoPackage([{ name: 'trees', columns: 'name TEXT', rows: [[packaged(point), 'Plàtan']] }]);
    const { features, source } = await openFile(bytes, 'city.gpkg');
    expect([source.head.format, namesOf(features), features[0]!.geometry]).toEqual(['geopackage', ['Plàtan'], point]);
  });

  it('GeoJSON in Windows-1252 within gzip', async () => {
    const { features, codes } = await openFile(gzipSync(latin1(collectionText([pointText('Köln')]))), 'a.geojson.gz');
    expect([namesOf(features), codes]).toEqual([['Köln'], ['gzip', 'not-utf8']]);
  });
});
