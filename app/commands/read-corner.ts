import type { StreetBook } from '../core/models/scenario/street-book.ts';
import type { LonLat } from '../core/models/scenario/superblock-ring.ts';

/** Degrees of latitude or longitude that a corner may lie from the nearest street: about 5 km. */
const FAR_DEG = 0.05;
const POINTS = /^\s*([+-]?\d{1,2}(?:\.\d+)?)°?(?:\s*[,;]\s*|\s+)([+-]?\d{1,3}(?:\.\d+)?)°?\s*$/;
/** With decimal commas the numbers are parted by a semicolon or a space. */
const COMMAS = /^\s*([+-]?\d{1,2},\d+)°?(?:\s*;\s*|\s+)([+-]?\d{1,3},\d+)°?\s*$/;

/** A corner as a person types it: latitude, then longitude, degrees. `bad`: no two numbers; `far`: nowhere near. */
export function readCorner(text: string, book: StreetBook): LonLat | 'bad' | 'far' {
  const found = POINTS.exec(text) ?? COMMAS.exec(text);
  if (found === null) return 'bad';
  const [lat, lon] = [found[1]!, found[2]!].map((number) => Number(number.replace(',', '.')));
  if (lat === undefined || lon === undefined || Math.abs(lat) > 90 || Math.abs(lon) > 180) return 'bad';
  const near = book.streets.some(
    (street) => Math.abs(street.lon - lon) < FAR_DEG && Math.abs(street.lat - lat) < FAR_DEG,
  );
  return near ? [lon, lat] : 'far';
}
