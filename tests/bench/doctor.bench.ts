import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openSource } from '../../app/adapters/files/readers/open-source.ts';
import { loadCrsDefinitions } from '../../app/core/geo/crs/definitions.ts';
import { createCrsRegistry } from '../../app/core/geo/crs/registry.ts';
import { estimateImport } from '../../app/core/geo/doctor/estimate.ts';
import { examine } from '../../app/core/geo/doctor/examine.ts';
import { buildingFile } from '../builders/building-file.ts';
import { type Benchmark, figuresOf } from './benchmark.ts';

const GOAL_RATIO = 0.3;
const REPEATS = 5;

const FILES = [
  { name: '55,000 buildings in degrees', options: { count: 55_000 } },
  { name: '55,000 buildings in UTM metres', options: { count: 55_000, projected: true } },
  { name: '2,400 outlines of 400 corners', options: { count: 2_400, corners: 400 } },
];

const MEMORY = fileURLToPath(new URL('./doctor-memory.ts', import.meta.url));
const figure = figuresOf('doctor');

/** Bytes at the highest, in a fresh process. */
async function memoryOf(bytes: Uint8Array): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'maqueta-bench-'));
  try {
    const file = path.join(folder, 'buildings.geojson');
    await writeFile(file, bytes);
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', MEMORY, file]);
    return Number(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file read, examined and reported, against JSON.parse of the same bytes, in turns. */
export const bench: Benchmark = {
  name: 'doctor',
  async run() {
    const registry = createCrsRegistry(await loadCrsDefinitions());
    const figures = [];
    for (const { name, options } of FILES) {
      const bytes = new TextEncoder().encode(buildingFile(options));
      const megabytes = bytes.length / 1e6;
      let [parsing, examining] = [Infinity, Infinity];
      for (let i = 0; i < REPEATS; i++) {
        let started = performance.now();
        JSON.parse(new TextDecoder().decode(bytes));
        parsing = Math.min(parsing, performance.now() - started);
        started = performance.now();
        const source = await openSource(bytes, 'buildings.geojson');
        const { report } = await examine(source, {
          file: { name: 'buildings.geojson', bytes: bytes.length },
          registry,
        });
        examining = Math.min(examining, performance.now() - started);
        if (report.drawable !== options.count) throw new Error(`only ${report.drawable} buildings came through`);
      }
      const [speed, baseline] = [megabytes / (examining / 1_000), megabytes / (parsing / 1_000)];
      const ratio = speed / baseline;
      const told = estimateImport(bytes.length, { format: 'geojson', wrapping: 'none' }).peakBytes;
      const used = await memoryOf(bytes);
      figures.push(
        figure(`${name}, ${megabytes.toFixed(0)} MB`, speed, 'MB/s', {
          baseline,
          ratio,
          goal: `ratio ≥ ${GOAL_RATIO} to JSON.parse`,
          holds: ratio >= GOAL_RATIO,
        }),
        figure(`${name}, memory at the highest, the file among it`, used / 1e6, 'MB', {
          goal: `≤ ${Math.round(told / 1e6)} MB, told before`,
          holds: used <= told,
        }),
      );
    }
    return figures;
  },
};
