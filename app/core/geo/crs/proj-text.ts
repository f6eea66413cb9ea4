/**
 * PROJ texts out of a system's parameters: what proj4 computes with. Methods are those that proj4 has, under the names that
 * EPSG, OGC and Esri give them (EPSG guidance note 7-2).
 */
import type { CrsParameters } from './crs-parameters.ts';

/** Names of one parameter, as `plainName` leaves them. */
const NAMES = {
  lat0: [
    'latitude_of_origin',
    'latitude_of_natural_origin',
    'latitude_of_center',
    'latitude_of_projection_centre',
    'latitude_of_false_origin',
    'latitude_of_topographic_origin',
    'central_parallel',
  ],
  lon0: [
    'central_meridian',
    'longitude_of_natural_origin',
    'longitude_of_origin',
    'longitude_of_center',
    'longitude_of_projection_centre',
    'longitude_of_false_origin',
  ],
  lat1: ['standard_parallel_1', 'latitude_of_1st_standard_parallel', 'latitude_of_standard_parallel'],
  lat2: ['standard_parallel_2', 'latitude_of_2nd_standard_parallel'],
  k: [
    'scale_factor',
    'scale_factor_at_natural_origin',
    'scale_factor_on_initial_line',
    'scale_factor_at_projection_centre',
    'scale_factor_on_pseudo_standard_parallel',
  ],
  x0: ['false_easting', 'easting_at_false_origin', 'easting_at_projection_centre'],
  y0: ['false_northing', 'northing_at_false_origin', 'northing_at_projection_centre'],
  alpha: ['azimuth', 'azimuth_of_initial_line', 'azimuth_at_projection_centre'],
  gamma: ['rectified_grid_angle', 'xy_plane_rotation', 'angle_from_rectified_to_skew_grid'],
} as const;

type Values = Readonly<Partial<Record<keyof typeof NAMES, number>>>;

/** Everything but false origin, unit and datum; null where the method is none of ours. */
type Method = (values: Values, parameters: CrsParameters) => readonly string[] | null;

const transverseMercator: Method = ({ lat0 = 0, lon0 = 0, k = 1 }) => [
  'tmerc',
  `lat_0=${angle(lat0)}`,
  `lon_0=${angle(lon0)}`,
  `k=${ratio(k)}`,
];

const doubleStereographic: Method = (values, parameters) => [
  'sterea',
  ...transverseMercator(values, parameters)!.slice(1),
];

const lambertConic: Method = ({ lat0 = 0, lon0 = 0, lat1, lat2, k = 1 }) => [
  'lcc',
  `lat_1=${angle(lat1 ?? lat0)}`,
  ...(lat2 === undefined ? [] : [`lat_2=${angle(lat2)}`]),
  `lat_0=${angle(lat0)}`,
  `lon_0=${angle(lon0)}`,
  ...(k === 1 ? [] : [`k_0=${ratio(k)}`]),
];

const mercator: Method = ({ lon0 = 0, lat1 = 0, k = 1 }) => [
  'merc',
  `lon_0=${angle(lon0)}`,
  ...(lat1 === 0 ? [`k=${ratio(k)}`] : [`lat_ts=${angle(lat1)}`]),
];

/** Computed on a sphere from latitudes of the ellipsoid, and not shifted. */
const webMercator: Method = ({ lon0 = 0 }) => ['merc', 'a=6378137', 'b=6378137', `lon_0=${angle(lon0)}`, 'k=1'];

const polar =
  (north: boolean | null): Method =>
  ({ lat0, lon0 = 0, lat1, k = 1 }) => {
    const pole = north === null ? ((lat0 ?? lat1 ?? 90) < 0 ? -90 : 90) : north ? 90 : -90;
    // The standard parallel stands in either parameter, depending on the writer.
    const parallel = lat1 ?? (lat0 !== undefined && Math.abs(lat0) < 90 ? lat0 : undefined);
    const scale = parallel !== undefined && Math.abs(parallel) < 90 ? `lat_ts=${angle(parallel)}` : `k=${ratio(k)}`;
    return ['stere', `lat_0=${pole}`, `lon_0=${angle(lon0)}`, scale];
  };

const stereographic: Method = (values, parameters) =>
  Math.abs(values.lat0 ?? 0) === 90
    ? polar(null)(values, parameters)
    : ['stere', `lat_0=${angle(values.lat0 ?? 0)}`, `lon_0=${angle(values.lon0 ?? 0)}`, `k=${ratio(values.k ?? 1)}`];

const obliqueMercator =
  (atCentre: boolean): Method =>
  ({ lat0 = 0, lon0 = 0, k = 1, alpha = 0, gamma = alpha }) =>
    // Swiss and Hungarian systems are written as a general oblique Mercator at 90°: that is PROJ's own method.
    Math.abs(alpha - 90) < 1e-9 && atCentre
      ? ['somerc', `lat_0=${angle(lat0)}`, `lon_0=${angle(lon0)}`, `k_0=${ratio(k)}`]
      : [
          'omerc',
          ...(atCentre ? [] : ['no_uoff']),
          `lat_0=${angle(lat0)}`,
          `lonc=${angle(lon0)}`,
          `alpha=${angle(alpha)}`,
          `gamma=${angle(gamma)}`,
          `k=${ratio(k)}`,
        ];

/** Only with the constants of the Czechoslovak grid, and in both of its orders. */
const krovak: Method = ({ lat0 = 49.5, lon0 = 24.8333333333333, k = 0.9999 }, { values, method }) => {
  const eastNorth = values.get('x_scale') === -1 || /north_orient/.test(method);
  return [
    'krovak',
    ...(eastNorth ? [] : ['axis=swu']),
    `lat_0=${angle(lat0)}`,
    `lon_0=${angle(lon0)}`,
    `k=${ratio(k)}`,
  ];
};

const aroundPoint =
  (projection: string): Method =>
  ({ lat0 = 0, lon0 = 0 }) => [projection, `lat_0=${angle(lat0)}`, `lon_0=${angle(lon0)}`];

const twoParallels =
  (projection: string): Method =>
  ({ lat0 = 0, lon0 = 0, lat1 = 0, lat2 = lat1 }) => [
    projection,
    `lat_1=${angle(lat1)}`,
    `lat_2=${angle(lat2)}`,
    `lat_0=${angle(lat0)}`,
    `lon_0=${angle(lon0)}`,
  ];

const cylindrical =
  (projection: string): Method =>
  ({ lon0 = 0, lat1 = 0, lat0 = 0 }) => [
    projection,
    `lat_ts=${angle(lat1)}`,
    ...(projection === 'eqc' ? [`lat_0=${angle(lat0)}`] : []),
    `lon_0=${angle(lon0)}`,
  ];

const METHODS: Readonly<Record<string, Method>> = {
  transverse_mercator: transverseMercator,
  gauss_kruger: transverseMercator,
  lambert_conformal_conic: lambertConic,
  lambert_conformal_conic_1sp: lambertConic,
  lambert_conformal_conic_2sp: lambertConic,
  lambert_conic_conformal_1sp: lambertConic,
  lambert_conic_conformal_2sp: lambertConic,
  mercator,
  mercator_1sp: mercator,
  mercator_2sp: mercator,
  mercator_variant_a: mercator,
  mercator_variant_b: mercator,
  mercator_auxiliary_sphere: webMercator,
  popular_visualisation_pseudo_mercator: webMercator,
  double_stereographic: doubleStereographic,
  oblique_stereographic: doubleStereographic,
  stereographic,
  stereographic_north_pole: polar(true),
  stereographic_south_pole: polar(false),
  polar_stereographic: polar(null),
  polar_stereographic_variant_a: polar(null),
  polar_stereographic_variant_b: polar(null),
  hotine_oblique_mercator_azimuth_center: obliqueMercator(true),
  hotine_oblique_mercator_azimuth_natural_origin: obliqueMercator(false),
  hotine_oblique_mercator: obliqueMercator(false),
  hotine_oblique_mercator_variant_a: obliqueMercator(false),
  hotine_oblique_mercator_variant_b: obliqueMercator(true),
  oblique_mercator: obliqueMercator(true),
  rectified_skew_orthomorphic_natural_origin: obliqueMercator(false),
  rectified_skew_orthomorphic_center: obliqueMercator(true),
  swiss_oblique_mercator: (values, parameters) => obliqueMercator(true)({ ...values, alpha: 90 }, parameters),
  krovak,
  krovak_north_orientated: krovak,
  lambert_azimuthal_equal_area: aroundPoint('laea'),
  azimuthal_equidistant: aroundPoint('aeqd'),
  modified_azimuthal_equidistant: aroundPoint('aeqd'),
  cassini: aroundPoint('cass'),
  cassini_soldner: aroundPoint('cass'),
  polyconic: aroundPoint('poly'),
  american_polyconic: aroundPoint('poly'),
  new_zealand_map_grid: aroundPoint('nzmg'),
  albers: twoParallels('aea'),
  albers_conic_equal_area: twoParallels('aea'),
  albers_equal_area: twoParallels('aea'),
  equidistant_conic: twoParallels('eqdc'),
  bonne: ({ lat1 = 0, lon0 = 0 }) => ['bonne', `lat_1=${angle(lat1)}`, `lon_0=${angle(lon0)}`],
  cylindrical_equal_area: cylindrical('cea'),
  lambert_cylindrical_equal_area: cylindrical('cea'),
  equirectangular: cylindrical('eqc'),
  equidistant_cylindrical: cylindrical('eqc'),
  plate_carree: cylindrical('eqc'),
};

/** Ellipsoids that PROJ has a name for: semi-major axis, m, and inverse flattening. */
const ELLIPSOIDS: readonly (readonly [name: string, semiMajorM: number, inverseFlattening: number])[] = [
  ['WGS84', 6378137, 298.257223563],
  ['GRS80', 6378137, 298.257222101],
  ['bessel', 6377397.155, 299.1528128],
  ['intl', 6378388, 297],
  ['krass', 6378245, 298.3],
  ['clrk66', 6378206.4, 294.978698213898],
];

/** The datum's part: ellipsoid and prime meridian, without a shift. */
export function ellipsoidText({ ellipsoid, primeMeridianDeg }: CrsParameters): string {
  const { semiMajorM, inverseFlattening } = ellipsoid;
  const named = ELLIPSOIDS.find(([, a, rf]) => a === semiMajorM && Math.abs(rf - inverseFlattening) < 1e-7)?.[0];
  const shape =
    named !== undefined
      ? `+ellps=${named}`
      : inverseFlattening === 0
        ? `+R=${semiMajorM}`
        : `+a=${semiMajorM} +rf=${ratio(inverseFlattening)}`;
  return primeMeridianDeg === 0 ? shape : `${shape} +pm=${angle(primeMeridianDeg)}`;
}

/** The projection's part, false origin and unit included: `+proj=lcc +lat_1=49 …`; null where proj4 has no such method. */
export function projectionText(parameters: CrsParameters): string | null {
  if (parameters.kind === 'geographic') return '+proj=longlat';
  const values: Partial<Record<keyof typeof NAMES, number>> = {};
  for (const [key, names] of Object.entries(NAMES) as [keyof typeof NAMES, readonly string[]][]) {
    const name = names.find((candidate) => Number.isFinite(parameters.values.get(candidate)));
    if (name !== undefined) values[key] = parameters.values.get(name)!;
  }
  // A file may call its method `constructor`.
  const method = Object.hasOwn(METHODS, parameters.method) ? METHODS[parameters.method]! : null;
  const words = method?.(values, parameters) ?? null;
  if (words === null) return null;
  const { x0 = 0, y0 = 0 } = values;
  return [
    `+proj=${words[0]}`,
    ...words.slice(1).map((word) => `+${word}`),
    // Written even where they are 0: some of proj4's projections compute NaN without them.
    `+x_0=${ratio(x0)}`,
    `+y_0=${ratio(y0)}`,
    ...(parameters.unitFactor === 1 ? [] : [`+to_meter=${ratio(parameters.unitFactor)}`]),
  ].join(' ');
}

/** Whether the projection is computed on its own sphere and takes no datum: Web Mercator. */
export function ignoresDatum(projection: string): boolean {
  return projection.includes('+b=');
}

/** Degrees to 13 places: seconds of arc written as decimals come back as the same number from every writer. */
function angle(degrees: number): string {
  return String(Number(degrees.toFixed(13)));
}

function ratio(value: number): string {
  return String(Number(value.toPrecision(15)));
}
