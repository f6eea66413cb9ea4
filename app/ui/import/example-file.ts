/**
 * A small file with the usual faults, for seeing what the import says: metres of a national system, outlines that run the
 * wrong way, a number as text, a height that is missing, a shape that crosses itself. Made up; it lies in the model's own
 * district.
 */
const CORNER = { easting: 430_560, northing: 4_582_660 };

interface Sketch {
  readonly nom: string;
  readonly metres: readonly (readonly [number, number])[];
  readonly alcada: number | null;
  readonly superficie: string;
}

const SKETCHES: readonly Sketch[] = [
  {
    nom: 'Biblioteca',
    metres: [
      [0, 0],
      [0, 30],
      [40, 30],
      [40, 0],
      [0, 0],
    ],
    alcada: 14,
    superficie: '1.200,5',
  },
  {
    nom: 'Mercat',
    metres: [
      [60, 0],
      [60, 45],
      [110, 45],
      [110, 0],
      [60, 0],
    ],
    alcada: 11,
    superficie: '2.250,0',
  },
  {
    nom: 'Escola',
    metres: [
      [0, 60],
      [0, 85],
      [55, 85],
      [55, 60],
      [0, 60],
    ],
    alcada: null,
    superficie: '1.375,25',
  },
  {
    nom: 'Pavelló',
    metres: [
      [75, 60],
      [115, 90],
      [75, 90],
      [115, 60],
      [75, 60],
    ],
    alcada: 9,
    superficie: '600,0',
  },
];

/** As a browser hands over a chosen file. */
export function exampleFile(): File {
  const text = JSON.stringify({
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::25831' } },
    features: SKETCHES.map(({ nom, metres, alcada, superficie }, index) => ({
      type: 'Feature',
      properties: { Codi: `0${index + 1}`, Nom: nom, Alçada: alcada, 'Superfície (m²)': superficie },
      geometry: {
        type: 'Polygon',
        coordinates: [metres.map(([east, north]) => [CORNER.easting + east, CORNER.northing + north])],
      },
    })),
  });
  return new File([text], 'equipaments_exemple.geojson', { type: 'application/geo+json' });
}
