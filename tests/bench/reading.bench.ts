import { openSource } from '../../app/adapters/files/readers/open-source.ts';
import { randomFrom } from '../../app/core/base/random.ts';
import { type Benchmark, figuresOf } from './benchmark.ts';

const BUILDINGS = 50_000;
const TURNS = 5;

const figure = figuresOf('reading');

/** Buildings of four corners with attributes, as GDAL writes them: a feature a line. */
function buildings(): Uint8Array {
  const random = randomFrom(1);
  const lines = Array.from({ length: BUILDINGS }, (_building, index) => {
    const [x, y] = [2 + Math.floor(index / 250) * 1e-4, 41 + (index % 250) * 1e-4];
    const size = 4e-5 + random.uniform() * 4e-5;
    const corners = [
      [0, 0],
      [size, 0],
      [size, size],
      [0, size],
      [0, 0],
    ].map(([dx, dy]) => `[ ${x + dx!}, ${y + dy!} ]`);
    const properties = `{ "id": "B${index}", "height": ${10 + (index % 20)}, "use": "residential", "year": ${1900 + (index % 100)} }`;
    return `{ "type": "Feature", "properties": ${properties}, "geometry": { "type": "Polygon", "coordinates": [ [ ${corners.join(', ')} ] ] } }`;
  });
  return new TextEncoder().encode(`{\n"type": "FeatureCollection",\n"features": [\n${lines.join(',\n')}\n]\n}\n`);
}

async function readAll(bytes: Uint8Array): Promise<number> {
  const source = await openSource(bytes, 'buildings.geojson');
  let features = 0;
  for await (const batch of source.batches()) features += batch.length;
  if (features !== BUILDINGS) throw new Error(`read ${features} of ${BUILDINGS}`);
  return features;
}

/** Reading GeoJSON feature by feature, with places and checks, beside `JSON.parse` of the same bytes; in turns, best of all. */
export const bench: Benchmark = {
  name: 'reading',
  async run() {
    const bytes = buildings();
    const decoder = new TextDecoder();
    let [parseMs, readMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let turn = 0; turn < TURNS; turn++) {
      const startMs = performance.now();
      JSON.parse(decoder.decode(bytes));
      const parsedMs = performance.now();
      await readAll(bytes);
      parseMs = Math.min(parseMs, parsedMs - startMs);
      readMs = Math.min(readMs, performance.now() - parsedMs);
    }
    const rate = (ms: number) => bytes.length / 1e6 / (ms / 1e3);
    return [
      figure('GeoJSON', rate(readMs), 'MB/s', {
        baseline: rate(parseMs),
        ratio: parseMs / readMs,
        goal: 'ratio ≥ 0.6 to JSON.parse of the same bytes',
        holds: parseMs / readMs >= 0.6,
      }),
    ];
  },
};
