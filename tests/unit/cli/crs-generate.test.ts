import { describe, expect, it } from 'vitest';
import { type EsriRow, packDefinitions } from '../../../app/cli/crs/generate.ts';
import { unpack } from '../../../app/core/geo/crs/definitions.ts';

const FRANCE = { areaname: 'France - mainland 45~N', slat: 42, nlat: 51, llon: -5, rlon: 10 };
const NEBRASKA = { areaname: 'USA - Nebraska', slat: 40, nlat: 43, llon: -104, rlon: -95 };

const geographic = (
  wkid: number,
  name: string,
  more: Partial<EsriRow> & { meridian?: string; a?: number } = {},
): EsriRow => ({
  wkid,
  latestWkid: wkid,
  name: `GCS_${name}`,
  description: name,
  authority: 'EPSG',
  deprecated: 'no',
  wkt: `GEOGCS["GCS_${name}",DATUM["D_Old",SPHEROID["s",${more.a ?? 6378249.2},293.4660213]],PRIMEM[${more.meridian ?? '"Greenwich",0.0'}],UNIT["Degree",0.0174532925199433]]`,
  extent: [FRANCE],
  ...more,
});
const projected = (wkid: number, gcsWkid: number, more: Partial<EsriRow> = {}): EsriRow => ({
  ...geographic(wkid, 'Old'),
  name: `Old_Zone_${wkid}`,
  gcsWkid,
  wkt: `PROJCS["p",${geographic(gcsWkid, 'Old').wkt},PROJECTION["Transverse_Mercator"],PARAMETER["Central_Meridian",3.0],PARAMETER["Scale_Factor",0.9996],UNIT["Meter",1.0]]`,
  ...more,
});

const SOURCES = {
  version: '0.0.0',
  geographic: [geographic(4001, 'Old'), geographic(4002, 'Old_Paris', { meridian: '"Paris",2.337229166666667' })],
  projected: [projected(2001, 4001), projected(2002, 4002)],
  shifts:
    'geographic_crs,operation,accuracy_m,south,west,north,east,shift,area\n4001,7001,2,42,-5,51,10,-168 -60 320,"France"\n4001,7002,1,42,-5,43,-4,1 2 3 0 0 0 0,"A corner"\n',
  compounds: 'compound_crs,horizontal_crs\n9001,2001\n9002,1234\n',
};

describe('the list of reference systems', () => {
  it('has the shift of the datum, also on another meridian', () => {
    const definitions = unpack(packDefinitions(SOURCES));
    expect(definitions.get(2001)).toMatchObject({
      code: 'EPSG:2001',
      name: 'Old / zone 2001',
      area: { name: 'France - mainland 45°N', west: -5, south: 42, east: 10, north: 51 },
      proj: '+proj=tmerc +lat_0=0 +lon_0=3 +k=0.9996 +x_0=0 +y_0=0 +a=6378249.2 +rf=293.4660213 +towgs84=-168,-60,320 +no_defs',
      obsolete: false,
    });
    expect(definitions.get(2002)!.proj).toContain('+pm=2.3372291');
    expect(definitions.get(2002)!.shift).toMatchObject({ operation: 7001, accuracyM: 2 });
    expect(definitions.shiftsOf(2001).map(({ operation }) => operation)).toEqual([7001, 7002]);
  });

  it('knows second, withdrawn and compound codes', () => {
    const definitions = unpack(
      packDefinitions({
        ...SOURCES,
        projected: [
          ...SOURCES.projected,
          projected(2003, 4001, { latestWkid: 2001, deprecated: 'codechange' }),
          projected(102003, 4001, { latestWkid: 2001, deprecated: 'codechange', authority: 'Esri' }),
          projected(2004, 4001, { deprecated: 'yes' }),
        ],
      }),
    );
    expect(definitions.aliasOf(2003)).toEqual({ now: 2001, withdrawn: true });
    expect(definitions.aliasOf(102003)).toEqual({ now: 2001, withdrawn: false });
    expect(definitions.aliasOf(9001)).toEqual({ now: 2001, withdrawn: false });
    expect(definitions.aliasOf(9002)).toBeNull();
    expect(definitions.get(2004)!.obsolete).toBe(true);
  });

  it('leaves out other bodies, methods nobody here computes, and what is withdrawn beyond Europe', () => {
    const definitions = unpack(
      packDefinitions({
        ...SOURCES,
        geographic: [...SOURCES.geographic, geographic(4003, 'Moon', { a: 1737400 })],
        projected: [
          projected(2005, 4001, { wkt: projected(2005, 4001).wkt.replace('Transverse_Mercator', 'Berghaus_Star') }),
          projected(2006, 4001, { deprecated: 'yes', extent: [NEBRASKA] }),
          projected(2007, 4001, { extent: [NEBRASKA] }),
        ],
      }),
    );
    expect(definitions.numbers).toEqual([2007, 4001, 4002]);
  });

  it('is the same in whatever order the rows come', () => {
    const turned = {
      ...SOURCES,
      projected: [...SOURCES.projected].reverse(),
      geographic: [...SOURCES.geographic].reverse(),
    };
    expect(packDefinitions(turned)).toEqual(packDefinitions(SOURCES));
  });
});
