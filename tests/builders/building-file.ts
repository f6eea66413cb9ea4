/** A GeoJSON text of made buildings, about 400 bytes each, as a city exports them. The same for the same arguments. */
import { randomFrom } from '../../app/core/base/random.ts';

export interface BuildingFileOptions {
  readonly count: number;
  /** Metres of ETRS89 / UTM zone 31N instead of degrees. */
  readonly projected?: boolean;
  /** Corners of each outline; a city's average is near 7. */
  readonly corners?: number;
}

const METRES_PER_DEGREE = 100_000;

export function buildingFile({ count, projected = false, corners = 7 }: BuildingFileOptions): string {
  const random = randomFrom(20241107, 'buildings');
  const perRow = Math.ceil(Math.sqrt(count));
  const place = (x: number, y: number) =>
    projected
      ? `[${(430_000 + x).toFixed(2)},${(4_580_000 + y).toFixed(2)}]`
      : `[${(2.1 + x / METRES_PER_DEGREE).toFixed(7)},${(41.3 + y / METRES_PER_DEGREE).toFixed(7)}]`;
  const features: string[] = [];
  for (let i = 0; i < count; i++) {
    const [x, y] = [(i % perRow) * 25, Math.floor(i / perRow) * 25];
    // A star about the middle, clockwise as nearly all files have it.
    const ring = Array.from({ length: corners }, (_none, corner) => {
      const angle = (-2 * Math.PI * corner) / corners;
      const radius = 6 + 5 * random.uniform();
      return place(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    });
    const properties = {
      id: `B${i}`,
      height: Number((3 + 20 * random.uniform()).toFixed(1)),
      floors: 1 + random.below(7),
      use: ['residential', 'retail', 'office', 'school'][random.below(4)],
      built: 1880 + random.below(140),
      address: `Carrer de la Mostra ${random.below(300)}`,
    };
    features.push(
      `{"type":"Feature","properties":${JSON.stringify(properties)},"geometry":{"type":"Polygon","coordinates":[[${[...ring, ring[0]].join(',')}]]}}`,
    );
  }
  const crs = projected ? '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25831"}},' : '';
  return `{"type":"FeatureCollection",${crs}"features":[\n${features.join(',\n')}\n]}\n`;
}
