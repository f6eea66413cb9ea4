/** Coordinates as registers give them: two columns, and a third that says in which system — or lies. */
import type { Address } from './addresses.ts';
import type { Clerk } from './mess.ts';

/** Of the rows that have coordinates; half of the offices work in metres. */
const IN_METRES = 0.62;
const METRE_NAMES = ['EPSG:25831', 'EPSG:25831', 'ETRS89 UTM31N', '25831'];
const DEGREE_NAMES = ['EPSG:4326', 'EPSG:4326', 'WGS84', '4326'];

export const COORDINATE_COLUMNS = {
  x: 'easting in m, or longitude in degrees; see the column of the system',
  y: 'northing in m, or latitude in degrees; see the column of the system',
  system: 'coordinate system as the office names it',
};

/** Longitude and latitude with six decimals (about 10 cm), metres with two; digits and commas are the row's own. */
export function writeCoordinates(
  clerk: Clerk,
  address: Address,
  number: (value: number, decimals: number) => string,
): [x: string, y: string, system: string] {
  const isMetres = clerk.random.uniform() < IN_METRES;
  const x = isMetres ? number(address.eastingM, 2) : number(address.lon, 6);
  const y = isMetres ? number(address.northingM, 2) : number(address.lat, 6);
  const isOther = clerk.happens('system-mislabelled');
  const isMissing = !isOther && clerk.happens('system-missing');
  const name = clerk.pick(isMetres !== isOther ? METRE_NAMES : DEGREE_NAMES);
  const system = isMissing ? clerk.pick(['', 'null', '?']) : name;
  return clerk.happens('axes-swapped') ? [y, x, system] : [x, y, system];
}
