/**
 * `npm run assign -- --net F --trips F`: user equilibrium of a network in the TNTP format.
 * Exit status: 0 done, 1 input refused or gap not reached (said in a sentence), 2 usage.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Issue, Result } from '../core/base/result.ts';
import { type AssignmentMethodKind, type Equilibrium, findEquilibrium } from '../core/models/assignment/equilibrium.ts';
import {
  networkOfTntp,
  parseTntpNetwork,
  type TntpNetwork,
  tntpNames,
} from '../core/models/assignment/tntp-network.ts';
import { parseTntpTrips, tableOfTntp } from '../core/models/assignment/tntp-trips.ts';

const METHODS: readonly AssignmentMethodKind[] = ['bush', 'bi-conjugate', 'conjugate', 'frank-wolfe'];

const USAGE = `npm run assign -- --net FILE --trips FILE [options]

  --net FILE              network in the TNTP format
  --trips FILE            trip table in the TNTP format
  --gap G                 relative gap to reach, above 0 and below 1 (default 1e-5)
  --toll-weight W         time that one unit of toll is felt as (default: the file's TOLL FACTOR, or 0)
  --distance-weight W     time that one unit of length is felt as (default: the file's DISTANCE FACTOR, or 0)
  --method M              ${METHODS.join(', ')} (default bush)
  --max-iterations N      gives up after as many (default 1000)
  --leave-out-unreachable leaves out trips for which there is no way, instead of refusing
  --out FILE              writes flows by link as CSV
  --json                  prints one line of JSON
  --quiet                 no progress
`;

/** An answer that ends the program: what to say and with which status. */
class Refusal extends Error {
  constructor(
    message: string,
    readonly status: 1 | 2,
  ) {
    super(message);
  }
}

interface Wishes {
  readonly net: string;
  readonly trips: string;
  readonly gap: number;
  /** Null leaves it to the file. */
  readonly tollWeight: number | null;
  readonly distanceWeight: number | null;
  readonly method: AssignmentMethodKind;
  readonly maxIterations: number;
  readonly leaveOut: boolean;
  readonly out: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Null when only help is asked for. */
function readWishes(parameters: readonly string[]): Wishes | null {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...parameters],
      options: {
        net: { type: 'string' },
        trips: { type: 'string' },
        gap: { type: 'string' },
        'toll-weight': { type: 'string' },
        'distance-weight': { type: 'string' },
        method: { type: 'string' },
        'max-iterations': { type: 'string' },
        'leave-out-unreachable': { type: 'boolean' },
        out: { type: 'string' },
        json: { type: 'boolean' },
        quiet: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new Refusal((error as Error).message, 2);
  }
  if (values.help === true) return null;
  const numberOf = (name: string, usual: number, holds: (value: number) => boolean, what: string): number => {
    const given = values[name];
    if (given === undefined) return usual;
    const value = String(given).trim() === '' ? Number.NaN : Number(given);
    if (!holds(value)) throw new Refusal(`--${name} wants ${what}, not “${given}”.`, 2);
    return value;
  };
  for (const name of ['net', 'trips']) if (!values[name]) throw new Refusal(`--${name} is missing.`, 2);
  const weight = (value: number) => value >= 0 && value < Infinity;
  const weightOf = (name: string) =>
    values[name] === undefined ? null : numberOf(name, 0, weight, 'a number that is not negative');
  const method = (values.method ?? 'bush') as AssignmentMethodKind;
  if (!METHODS.includes(method)) throw new Refusal(`--method wants one of ${METHODS.join(', ')}, not “${method}”.`, 2);
  return {
    net: String(values.net),
    trips: String(values.trips),
    gap: numberOf('gap', 1e-5, (value) => value > 0 && value < 1, 'a number above 0 and below 1'),
    tollWeight: weightOf('toll-weight'),
    distanceWeight: weightOf('distance-weight'),
    method,
    maxIterations: numberOf('max-iterations', 1_000, (v) => Number.isInteger(v) && v > 0, 'a whole number above 0'),
    leaveOut: values['leave-out-unreachable'] === true,
    out: values.out as string | undefined,
    json: values.json === true,
    quiet: values.quiet === true,
  };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(`The file ${file} cannot be read${code === 'ENOENT' ? ': it does not exist' : `: ${code}`}.`, 1);
  }
}

const sentence = ({ detail = '' }: Issue) => `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`;

/** The value of a result, its warnings said; refuses with the errors where there is none. */
function accept<T>(file: string, { value, issues }: Result<T>): T {
  for (const issue of issues) if (issue.severity !== 'error') console.error(`${file}: ${sentence(issue)}`);
  if (value !== null) return value;
  const errors = issues.filter((issue) => issue.severity === 'error');
  const ways = errors.some(({ code }) => code === 'unreachable') ? '\n--leave-out-unreachable assigns the others.' : '';
  throw new Refusal(`${errors.map((issue) => `${file}: ${sentence(issue)}`).join('\n')}${ways}`, 1);
}

function flowsCsv(tntp: TntpNetwork, { flowVehPerHour, timeS, costS }: Equilibrium): string {
  const rows = ['init_node,term_node,flow,time,cost'];
  for (let a = 0; a < tntp.linkCount; a++) {
    rows.push([tntp.initNode[a], tntp.termNode[a], flowVehPerHour[a], timeS[a], costS[a]].join(','));
  }
  return `${rows.join('\n')}\n`;
}

/** What the network file says itself, and that it does. */
function ownFactor(factor: number | null, name: 'toll' | 'distance'): number {
  if (factor) console.error(`The file’s own ${name} factor, ${factor}, is used; --${name}-weight gives another.`);
  return factor ?? 0;
}

async function assignFiles(wishes: Wishes): Promise<void> {
  const tntp = accept(wishes.net, parseTntpNetwork(await readText(wishes.net)));
  const trips = accept(wishes.trips, parseTntpTrips(await readText(wishes.trips)));
  const table = tableOfTntp(trips);
  const tollWeight = wishes.tollWeight ?? ownFactor(tntp.tollFactor, 'toll');
  const distanceWeight = wishes.distanceWeight ?? ownFactor(tntp.distanceFactor, 'distance');
  const network = networkOfTntp(tntp, { tollWeight, distanceWeight });
  const started = performance.now();
  const secondsSoFar = () => (performance.now() - started) / 1_000;
  let lastTold = Number.NEGATIVE_INFINITY;
  const equilibrium = accept(
    'Assignment',
    findEquilibrium(network, table, {
      relativeGap: wishes.gap,
      maxIterations: wishes.maxIterations,
      method: wishes.method,
      unreachable: wishes.leaveOut ? 'leave-out' : 'refuse',
      names: tntpNames(tntp, table),
      onIteration: ({ iteration, relativeGap, done }) => {
        if (!wishes.quiet && !wishes.json && (done || secondsSoFar() - lastTold >= 1)) {
          lastTold = secondsSoFar();
          console.error(
            `iteration ${iteration} · relative gap ${relativeGap.toExponential(2)} · ${lastTold.toFixed(1)} s`,
          );
        }
        return undefined;
      },
    }),
  );
  const seconds = secondsSoFar();
  if (wishes.out !== undefined) {
    try {
      await writeFile(wishes.out, flowsCsv(tntp, equilibrium));
    } catch (error) {
      throw new Refusal(`The flows cannot be written to ${wishes.out}: ${(error as NodeJS.ErrnoException).code}.`, 1);
    }
  }
  const { objective, relativeGap, iterations, totalTravelTime } = equilibrium;
  const answer = { objective, relativeGap, iterations, seconds: Number(seconds.toFixed(3)), totalTravelTime };
  if (wishes.json) console.log(JSON.stringify(answer));
  else for (const [name, value] of Object.entries(answer)) console.log(`${name} ${value}`);
  if (!equilibrium.converged) {
    throw new Refusal(
      `The relative gap is ${relativeGap.toExponential(2)} after ${iterations} iterations; ${wishes.gap} was not reached.`,
      1,
    );
  }
}

/** Runs the command; returns its exit status. */
export async function runAssign(parameters: readonly string[]): Promise<number> {
  try {
    const wishes = readWishes(parameters);
    if (wishes === null) console.log(USAGE);
    else await assignFiles(wishes);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.status === 2 ? `${error.message}\n\n${USAGE}` : error.message);
    return error.status;
  }
}
