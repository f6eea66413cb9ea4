/**
 * `npm run doctor -- FILE`: what the import dialog says of a file, for a terminal.
 * Exit status: 0 it loads, 1 it is refused or its reference system is asked for, 2 usage.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openSource } from '../adapters/files/readers/open-source.ts';
import { loadCrsDefinitions } from '../core/geo/crs/definitions.ts';
import { createCrsRegistry } from '../core/geo/crs/registry.ts';
import { examine } from '../core/geo/doctor/examine.ts';
import type { DoctorReport } from '../core/geo/doctor/report.ts';
import type { ColumnChoice } from '../core/geo/reading/csv/geometry-columns.ts';
import { reportText } from './doctor-text.ts';

const USAGE = `npm run doctor -- FILE [options]

  --crs EPSG:n      reference system of the file's numbers, whatever the file says
  --swapped         the northing or latitude stands first
  --layer NAME      layer to read of a file with several
  --x NAME --y NAME columns of a table that hold the coordinates
  --geometry NAME   column of a table that holds the shapes
  --json            prints one JSON object
`;

interface Wishes {
  readonly file: string;
  readonly crs: string | undefined;
  readonly swapped: boolean | undefined;
  readonly layer: string | undefined;
  readonly columns: ColumnChoice | undefined;
  readonly json: boolean;
}

/** Null when only help is asked for; throws what is wrong with the parameters. */
function readWishes(parameters: readonly string[]): Wishes | null {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      crs: { type: 'string' },
      swapped: { type: 'boolean' },
      layer: { type: 'string' },
      x: { type: 'string' },
      y: { type: 'string' },
      geometry: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return null;
  const [file, ...more] = positionals;
  if (file === undefined) throw new Error('which file?');
  if (more.length > 0) throw new Error('one file at a time, please');
  const { x, y, geometry } = values;
  if ((x === undefined) !== (y === undefined)) throw new Error('--x and --y belong together');
  const columns = geometry !== undefined ? { geometry } : x !== undefined && y !== undefined ? { x, y } : undefined;
  const { crs, swapped, layer } = values;
  return { file, crs, swapped, layer, columns, json: values.json === true };
}

export async function runDoctor(parameters: readonly string[]): Promise<0 | 1 | 2> {
  const refuse = (message: string): 2 => {
    process.stderr.write(`${message}\n\n${USAGE}`);
    return 2;
  };
  let wishes: Wishes | null;
  let bytes: Uint8Array;
  let siblings: ReadonlyMap<string, Uint8Array>;
  try {
    wishes = readWishes(parameters);
    if (wishes === null) {
      process.stdout.write(USAGE);
      return 0;
    }
    bytes = await readFile(wishes.file);
    siblings = await partsBeside(wishes.file);
  } catch (error) {
    return refuse((error as Error).message);
  }
  const registry = createCrsRegistry(await loadCrsDefinitions());
  if (wishes.crs !== undefined && registry.find(wishes.crs) === null) {
    return refuse(`${wishes.crs} is not a reference system that is known here`);
  }
  const name = path.basename(wishes.file);
  const layer = wishes.layer === undefined ? {} : { layer: wishes.layer };
  const columns = wishes.columns === undefined ? {} : { columns: wishes.columns };
  const { report } = await examine(await openSource(bytes, name, { ...layer, ...columns, siblings }), {
    file: { name, bytes: bytes.length },
    registry,
    ...layer,
    ...(wishes.crs === undefined ? {} : { chosenCrs: wishes.crs }),
    ...(wishes.swapped === undefined ? {} : { axesSwapped: wishes.swapped }),
  });
  process.stdout.write(wishes.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
  return statusOf(report);
}

const PART = /\.(shp|shx|dbf|prj|cpg)$/i;

/** The other parts of a shapefile, by name, as if they were dropped together. */
async function partsBeside(file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array>();
  if (!PART.test(file)) return parts;
  const folder = path.dirname(file);
  const stem = path.basename(file).replace(PART, '').toLowerCase();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const isPart = entry.isFile() && PART.test(entry.name) && entry.name.replace(PART, '').toLowerCase() === stem;
    if (isPart) parts.set(entry.name, await readFile(path.join(folder, entry.name)));
  }
  return parts;
}

const statusOf = ({ outcome }: DoctorReport): 0 | 1 => (outcome === 'refused' || outcome === 'needs-crs' ? 1 : 0);
