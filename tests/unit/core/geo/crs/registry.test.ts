import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCrsDefinitions } from '../../../../../app/core/geo/crs/definitions.ts';
import { type CrsRegistry, createCrsRegistry } from '../../../../../app/core/geo/crs/registry.ts';
import { CRS84, createCrsTransform } from '../../../../../app/core/geo/crs.ts';

let registry: CrsRegistry;
beforeAll(async () => {
  registry = createCrsRegistry(await loadCrsDefinitions());
});
const resolved = (text: string, form: 'name' | 'wkt' | 'projjson' | 'srid' = 'name') => {
  const { definition, codes } = registry.resolve({ text, form });
  return [definition?.code ?? null, ...codes];
};

/** As Esri writes a .prj file: no codes, degrees and metres. */
const prj = (name: string, geographic: string, datum: string, spheroid: string, projection: string) =>
  `PROJCS["${name}",GEOGCS["${geographic}",DATUM["${datum}",SPHEROID[${spheroid}]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],${projection},UNIT["Meter",1.0]]`;
const GRS80 = '"GRS_1980",6378137.0,298.257222101';
const LAMBERT_93 =
  'PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",700000.0],PARAMETER["False_Northing",6600000.0],PARAMETER["Central_Meridian",3.0],PARAMETER["Standard_Parallel_1",49.0],PARAMETER["Standard_Parallel_2",44.0],PARAMETER["Latitude_Of_Origin",46.5]';
const UTM_32 =
  'PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",9],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0]';

describe('what a file says of its system', () => {
  it.each([
    ['EPSG:28992', 'EPSG:28992'],
    ['epsg:28992', 'EPSG:28992'],
    ['EPSG::28992', 'EPSG:28992'],
    [' 28992 ', 'EPSG:28992'],
    ['urn:ogc:def:crs:EPSG::25831', 'EPSG:25831'],
    ['urn:ogc:def:crs:EPSG:6.9:3857', 'EPSG:3857'],
    ['urn:x-ogc:def:crs:EPSG:2154', 'EPSG:2154'],
    ['http://www.opengis.net/def/crs/EPSG/0/28992', 'EPSG:28992'],
    ['https://www.opengis.net/def/crs/EPSG/9.9.1/3879', 'EPSG:3879'],
    ['http://www.opengis.net/gml/srs/epsg.xml#27700', 'EPSG:27700'],
    ['https://epsg.io/2056', 'EPSG:2056'],
    ['https://spatialreference.org/ref/epsg/3035/', 'EPSG:3035'],
    ['+init=epsg:3763', 'EPSG:3763'],
    ['{"type":"EPSG","properties":{"code":28356}}', 'EPSG:28356'],
    ['{"type":"EPSG","properties":{"code":"28356"}}', 'EPSG:28356'],
    ['{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25833"}}', 'EPSG:25833'],
    ['{"type":"link","properties":{"href":"http://www.opengis.net/def/crs/EPSG/0/3006","type":"proj4"}}', 'EPSG:3006'],
    ['{"wkid":102100,"latestWkid":3857}', 'EPSG:3857'],
    ['EPSG:4326', 'OGC:CRS84'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'OGC:CRS84'],
    ['urn:ogc:def:crs:OGC::CRS84', 'OGC:CRS84'],
    ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'OGC:CRS84'],
    ['OGC:CRS84', 'OGC:CRS84'],
    ['CRS84', 'OGC:CRS84'],
  ])('%s is %s and nothing has to be said', (text, code) => {
    expect(resolved(text)).toEqual([code]);
  });

  it.each([
    ['EPSG:7415', 'EPSG:28992'],
    ['EPSG:28992+5709', 'EPSG:28992'],
    ['urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709', 'EPSG:28992'],
    [
      'http://www.opengis.net/def/crs-compound?1=http://www.opengis.net/def/crs/EPSG/0/28992&2=http://www.opengis.net/def/crs/EPSG/0/5709',
      'EPSG:28992',
    ],
    ['EPSG:5555', 'EPSG:25832'],
  ])('%s has heights of its own and lies in %s', (text, code) => {
    expect(resolved(text)).toEqual([code]);
  });

  it.each([
    ['EPSG:900913', 'EPSG:3857'],
    ['ESRI:102100', 'EPSG:3857', 'crs-not-epsg'],
    ['EPSG:3785', 'EPSG:3857', 'obsolete-crs'],
    ['urn:ogc:def:crs:IGNF::LAMB93', 'EPSG:2154', 'crs-not-epsg'],
    ['IGNF:RGF93LAMB93', 'EPSG:2154', 'crs-not-epsg'],
    ['IGNF:RGF93CC44', 'EPSG:3944', 'crs-not-epsg'],
    ['IGNF:LAMBE', 'EPSG:27572', 'crs-not-epsg', 'obsolete-crs'],
    ['IGNF:UTM31ETRS89', 'EPSG:25831', 'crs-not-epsg'],
    ['ESRI:102013', 'ESRI:102013', 'crs-not-epsg', 'obsolete-crs'],
    ['EPSG:27572', 'EPSG:27572', 'obsolete-crs'],
    ['EPSG:31463', 'EPSG:31467', 'obsolete-crs'],
    ['RGF93 / Lambert-93', 'EPSG:2154', 'crs-not-epsg'],
    ['RD_New', 'EPSG:28992', 'crs-not-epsg'],
  ])('%s is %s, with a word about it', (text, ...expected) => {
    expect(resolved(text)).toEqual(expected);
  });

  it.each(['EPSG:99999', 'EPSG:0', 'EPSG:', 'MOON:1', 'IGNF:NOWHERE', 'local grid', '', '{', 'EPSG:5709', '+proj=zzz'])(
    '“%s” is known to nobody',
    (text) => {
      expect(resolved(text)).toEqual([null, 'unknown-crs']);
    },
  );

  it('may be a .prj file with a name that Esri has for it', () => {
    const wkt = prj('RGF_1993_Lambert_93', 'GCS_RGF_1993', 'D_RGF_1993', GRS80, LAMBERT_93);
    expect(resolved(wkt, 'wkt')).toEqual(['EPSG:2154', 'crs-not-epsg']);
    expect(resolved(wkt)).toEqual(['EPSG:2154', 'crs-not-epsg']);
  });

  it('may be a .prj file with a name of somebody’s own: parameters and datum tell', () => {
    expect(resolved(prj('Carte', 'GCS_RGF_1993', 'D_RGF_1993', GRS80, LAMBERT_93), 'wkt')).toEqual([
      'EPSG:2154',
      'crs-not-epsg',
    ]);
    expect(resolved(prj('x', 'GCS_ETRS_1989', 'D_ETRS_1989', GRS80, UTM_32), 'wkt')[0]).toBe('EPSG:25832');
    const wgs84 = prj('x', 'GCS_WGS_1984', 'D_WGS_1984', '"WGS_1984",6378137.0,298.257223563', UTM_32);
    expect(resolved(wgs84, 'wkt')[0]).toBe('EPSG:32632');
  });

  it('may be well-known text with a code, which wins', () => {
    const wkt = prj('anything', 'GCS_ETRS_1989', 'D_ETRS_1989', GRS80, `${UTM_32},AUTHORITY["EPSG","25833"]`);
    expect(resolved(wkt, 'wkt')).toEqual(['EPSG:25833']);
  });

  it('may be well-known text of a system in no list, which is computed as it says', () => {
    const own = UTM_32.replace('"central_meridian",9', '"central_meridian",9.25');
    const { definition, codes } = registry.resolve({
      text: prj('Site grid', 'GCS_ETRS_1989', 'D_ETRS_1989', GRS80, own),
      form: 'wkt',
    });
    expect(codes).toEqual(['crs-not-epsg']);
    expect(definition).toMatchObject({
      code: 'WKT',
      name: 'Site grid',
      unit: 'metre',
      proj: '+proj=tmerc +lat_0=0 +lon_0=9.25 +k=0.9996 +x_0=500000 +y_0=0 +ellps=GRS80 +towgs84=0,0,0 +no_defs',
    });
  });

  it('may be WKT 2 or PROJJSON, compound or not', () => {
    const wkt2 = (id: string) =>
      `COMPOUNDCRS["with heights",PROJCRS["any",BASEGEOGCRS["ETRS89",DATUM["European Terrestrial Reference System 1989",ELLIPSOID["GRS 1980",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]],CONVERSION["UTM zone 32N",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",9,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural origin",0.9996,SCALEUNIT["unity",1]],PARAMETER["False easting",500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["(E)",east,ORDER[1]],AXIS["(N)",north,ORDER[2]],LENGTHUNIT["metre",1]${id}],VERTCRS["h",VDATUM["h"],CS[vertical,1],AXIS["up",up],LENGTHUNIT["metre",1]]]`;
    expect(resolved(wkt2(',ID["EPSG",25832]'), 'wkt')).toEqual(['EPSG:25832']);
    expect(resolved(wkt2(''), 'wkt')).toEqual(['EPSG:25832', 'crs-not-epsg']);
    const projJson = {
      type: 'ProjectedCRS',
      name: 'any',
      base_crs: {
        name: 'ETRS89',
        datum: {
          type: 'GeodeticReferenceFrame',
          name: 'European Terrestrial Reference System 1989',
          ellipsoid: { name: 'GRS 1980', semi_major_axis: 6378137, inverse_flattening: 298.257222101 },
        },
      },
      conversion: {
        name: 'UTM zone 32N',
        method: { name: 'Transverse Mercator' },
        parameters: [
          { name: 'Latitude of natural origin', value: 0, unit: 'degree' },
          { name: 'Longitude of natural origin', value: 9, unit: 'degree' },
          { name: 'Scale factor at natural origin', value: 0.9996, unit: 'unity' },
          { name: 'False easting', value: 500000, unit: 'metre' },
          { name: 'False northing', value: 0, unit: 'metre' },
        ],
      },
    };
    expect(resolved(JSON.stringify(projJson), 'projjson')).toEqual(['EPSG:25832', 'crs-not-epsg']);
    const withId = { ...projJson, id: { authority: 'EPSG', code: 25832 } };
    expect(resolved(JSON.stringify(withId), 'projjson')).toEqual(['EPSG:25832']);
  });

  it.each([
    ['+proj=utm +zone=31 +datum=WGS84', 'EPSG:32631'],
    ['+proj=utm +zone=30 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs', 'EPSG:25830'],
    [
      '+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs',
      'EPSG:2154',
    ],
    ['+proj=longlat +datum=WGS84 +no_defs', 'OGC:CRS84'],
    ['+proj=tmerc +lat_0=12 +lon_0=5 +ellps=GRS80', 'PROJ'],
  ])('may be a PROJ text: %s is %s', (text, code) => {
    expect(resolved(text)).toEqual([code, 'crs-not-epsg']);
  });

  it.each(['PROJCS["a"', 'PROJCS[]', 'GEOGCS["a",GEOGCS["b"]]', `${'PROJCS["a",'.repeat(50)}1${']'.repeat(50)}`])(
    'never stumbles over broken well-known text: %s',
    (text) => {
      expect(resolved(text, 'wkt')).toEqual([null, 'unknown-crs']);
    },
  );
});

describe('whatever a file says', () => {
  const sound = prj('RGF_1993_Lambert_93', 'GCS_RGF_1993', 'D_RGF_1993', GRS80, LAMBERT_93);
  const isAnswer = (text: string, form: 'name' | 'wkt' | 'projjson') => {
    const { definition, codes } = registry.resolve({ text, form });
    expect(definition === null).toBe(codes.includes('unknown-crs'));
    if (definition !== null) createCrsTransform(definition, CRS84).forward(1, 1);
  };

  it('is answered with a system or as unknown, never with an exception', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('name' as const, 'wkt' as const, 'projjson' as const), isAnswer),
      { seed: 20, numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.json(), (text) => isAnswer(text, 'projjson')),
      { seed: 21, numRuns: 200 },
    );
  });

  it('however broken a sound text is: cut, doubled, with words of JavaScript in it', () => {
    const words = ['', 'constructor', '__proto__', 'toString', '[', ']', '"', 'NaN', '1e999', '-', ','];
    fc.assert(
      fc.property(fc.nat(sound.length), fc.nat(sound.length), fc.constantFrom(...words), (from, to, word) =>
        isAnswer(sound.slice(0, from) + word + sound.slice(to), 'wkt'),
      ),
      { seed: 22, numRuns: 500 },
    );
    for (const word of words) {
      isAnswer(sound.replace('Lambert_Conformal_Conic', word), 'wkt');
      isAnswer(sound.replaceAll('Greenwich', word), 'wkt');
    }
  });
});

describe('what is known of a system', () => {
  it('is its name, its area and how true its shift is', () => {
    const of = (code: string) => {
      const definition = registry.find(code)!;
      return [definition.name, registry.areaOf(definition)?.name, registry.accuracyOf(definition)];
    };
    expect(of('EPSG:2154')).toEqual(['RGF93 / Lambert-93', 'France', null]);
    expect(of('EPSG:28992')).toEqual(['Amersfoort / RD New', 'Netherlands - onshore', 0.25]);
    expect(of('EPSG:27700')[2]).toBe(2);
    expect(of('EPSG:31370')[2]).toBe(0.2);
    expect(of('EPSG:31467')[2]).toBe(3);
    expect(of('EPSG:3003')[2]).toBe(4);
    expect(of('EPSG:3857')).toEqual(['WGS 84 / Web Mercator', 'World - 85°S to 85°N', null]);
    expect(of('EPSG:4326')[2]).toBeNull();
  });

  it('is the shift that serves best at a place: ED50 has one for Spain and one for Denmark', () => {
    const zone30 = registry.find('EPSG:23030')!;
    expect(registry.accuracyOf(zone30)).toBe(10);
    const inSpain = registry.refined(zone30, -3.7, 40.4);
    expect(inSpain).toMatchObject({ code: 'EPSG:23030', name: zone30.name });
    expect(inSpain.proj).toContain('+towgs84=-131,-100.3,-163.4,-1.244,-0.02,-1.144,9.39');
    expect(registry.accuracyOf(inSpain)).toBe(1.5);
    const zone32 = registry.refined(registry.find('EPSG:23032')!, 10.2, 56.2);
    expect(registry.accuracyOf(zone32)).toBe(1);
    const etrs89 = registry.find('EPSG:25832')!;
    expect(registry.refined(etrs89, 10.2, 56.2)).toBe(etrs89);
  });
});
