/** Files as cities have them, made here: coordinates in a national system, rings the wrong way round, old encodings. */
import { CRS84, createCrsTransform, EPSG25831 } from '../../app/core/geo/crs.ts';
import type { ImportPart } from '../../app/core/twins/file-importer.ts';

export interface OwnBuilding {
  readonly name: string;
  /** Metres in EPSG:25831: the south-western corner. */
  readonly easting: number;
  readonly northing: number;
  readonly sizeM: number;
  readonly heightM: number | null;
}

/** Corners in the order of the clock, which RFC 7946 has the other way round. */
function clockwise({ easting: e, northing: n, sizeM: s }: OwnBuilding): number[][] {
  return [
    [e, n],
    [e, n + s],
    [e + s, n + s],
    [e + s, n],
    [e, n],
  ];
}

export interface BuildingsFile {
  /** Left out: the file does not say its system. */
  readonly crs?: string;
  readonly heightName?: string;
}

/** GeoJSON in metres of EPSG:25831, as text. */
export function buildingsText(buildings: readonly OwnBuilding[], { crs, heightName = 'Alçada' }: BuildingsFile = {}) {
  return JSON.stringify({
    type: 'FeatureCollection',
    ...(crs === undefined ? {} : { crs: { type: 'name', properties: { name: crs } } }),
    features: buildings.map((building, index) => ({
      type: 'Feature',
      properties: {
        Nom: building.name,
        [heightName]: building.heightM,
        'Núm. plantes': String(index + 1),
        select: index,
        Registre: `2024-0${(index % 9) + 1}-15`,
      },
      geometry: { type: 'Polygon', coordinates: [clockwise(building)] },
    })),
  });
}

/** Letters of Western Europe as one byte each, which is not UTF-8. */
export function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0)!;
    if (code > 0xff || (code >= 0x80 && code < 0xa0)) throw new RangeError(`${letter} has another byte there`);
    return code;
  });
}

export function partOf(name: string, content: string | Uint8Array): ImportPart {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, size: bytes.length, arrayBuffer: async () => bytes.slice().buffer };
}

const transform = createCrsTransform(CRS84, EPSG25831);

/** Buildings in rows north-east of a place, degrees, 30 m apart. */
export function buildingsNear(lon: number, lat: number, count: number): OwnBuilding[] {
  const [easting, northing] = transform.forward(lon, lat)!;
  return Array.from({ length: count }, (_, index) => ({
    name: `Façana ${index + 1}`,
    easting: easting + 30 * (index % 20),
    northing: northing + 30 * Math.floor(index / 20),
    sizeM: 20,
    heightM: 10 + (index % 5),
  }));
}
