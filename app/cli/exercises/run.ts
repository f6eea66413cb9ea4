/** `npm run exercises`: tries every exercise on a real database and prints what holds and what does not. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openNodeLessonDatabase } from '../../adapters/duckdb/lessons/node.ts';
import { auditExercise, type Trying } from '../../core/lessons/exercises/audit-exercise.ts';
import { exerciseJsonSchema } from '../../core/lessons/exercises/exercise-facts.ts';
import { readFolders } from './folders.ts';
import { newExerciseFiles } from './new-exercise.ts';

const EXERCISES = fileURLToPath(new URL('../../../docs/exercises/', import.meta.url));

const USAGE = `npm run exercises                      tries every exercise; exits 1 on any hole
npm run exercises -- 03-what-time-is-it  tries the ones named
npm run exercises -- --new my-exercise   makes a folder for a new one
npm run exercises -- --schema            writes docs/exercises/exercise.schema.json
npm run exercises -- --json              prints what was tried as JSON`;

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** 0 where nothing is wrong, 1 on a hole, 2 where the words after the command are not understood. */
export async function runExercises(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) return say(USAGE, 0);
  if (words[0] === '--new') return makeNew(words[1]);
  if (words[0] === '--schema') return writeSchema();
  const unknown = words.find((word) => word.startsWith('-') && word !== '--json');
  if (unknown !== undefined) return say(`"${unknown}" is not known here.\n${USAGE}`, 2);
  const names = words.filter((word) => !word.startsWith('-'));
  const folders = await readFolders(EXERCISES);
  const missing = names.find((name) => !folders.has(name));
  if (missing !== undefined) {
    return say(`There is no exercise "${missing}". There are: ${[...folders.keys()].join(', ')}.`, 2);
  }
  return tryThem(names.length > 0 ? names : [...folders.keys()], folders, words.includes('--json'));
}

function say(text: string, status: number): number {
  (status === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return status;
}

type Folders = Awaited<ReturnType<typeof readFolders>>;

async function tryThem(names: readonly string[], folders: Folders, json: boolean): Promise<number> {
  const database = await openNodeLessonDatabase();
  const audits: { name: string; tried: readonly Trying[]; seconds: number }[] = [];
  if (!json) process.stdout.write(`${row(HEADINGS)}\n`);
  for (const name of names) {
    const startedMs = performance.now();
    const tried = await auditExercise(name, folders.get(name)!, database);
    const seconds = (performance.now() - startedMs) / 1000;
    audits.push({ name, tried, seconds });
    if (!json) process.stdout.write(`${row([name, ...countsOf(tried), seconds.toFixed(1)])}\n`);
  }
  const holes = audits.flatMap(({ name, tried }) =>
    tried.filter(({ hole }) => hole !== null).map((trying) => `${name}: ${trying.what} ${trying.name}: ${trying.hole}`),
  );
  if (json) process.stdout.write(`${JSON.stringify(audits, null, 2)}\n`);
  else {
    for (const hole of holes) process.stdout.write(`${hole}\n`);
    process.stdout.write(holes.length === 0 ? '\nNo hole.\n' : `\n${holes.length} holes.\n`);
  }
  return holes.length === 0 ? 0 : 1;
}

const KINDS = ['solution', 'accepted', 'mistake', 'wrong', 'cheating', 'start', 'map', 'texts'] as const;
const HEADINGS = ['exercise', ...KINDS, 's'];

/** For each kind of trying how many are well, of how many. */
function countsOf(tried: readonly Trying[]): string[] {
  return KINDS.map((kind) => {
    const all = tried.filter(({ what }) => what === kind);
    return all.length === 0 ? '–' : `${all.filter(({ hole }) => hole === null).length}/${all.length}`;
  });
}

function row(cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(28) : cell.padStart(9))).join('');
}

async function makeNew(name: string | undefined): Promise<number> {
  if (name === undefined || !NAME.test(name)) {
    return say('Give the exercise a name of lower-case words with hyphens: npm run exercises -- --new my-exercise', 2);
  }
  const numbers = [...(await readFolders(EXERCISES)).keys()].map((folder) => Number(folder.slice(0, 2)));
  // The programme's own list ends with 14.
  const number = Math.max(14, ...numbers) + 1;
  const folder = path.join(EXERCISES, `${String(number).padStart(2, '0')}-${name}`);
  if (await stat(folder).catch(() => null)) return say(`${folder} is there already.`, 2);
  for (const [file, text] of newExerciseFiles(number, name)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  const shown = path.relative(process.cwd(), folder);
  return say(`${shown} is there. Fill its files, then: npm run exercises -- ${path.basename(folder)}`, 0);
}

async function writeSchema(): Promise<number> {
  await writeFile(path.join(EXERCISES, 'exercise.schema.json'), `${JSON.stringify(exerciseJsonSchema(), null, 2)}\n`);
  return say('docs/exercises/exercise.schema.json is written.', 0);
}
