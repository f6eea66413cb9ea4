/**
 * Tries an exercise as its participants will: the solution has to pass on several seeds, every foreseen mistake to fail with
 * its own message, and what is empty, copied from the screen or left as it was to fail as well.
 */
import type { Cell } from '../../store/database.ts';
import { splitStatements } from '../../store/statement-guard.ts';
import { answerTable } from './answer-table.ts';
import { type CheckMemory, checkAnswer } from './check-answer.ts';
import type { CheckReport } from './check-report.ts';
import type { Exercise } from './exercise.ts';
import { textsByLanguage } from './exercise-bundle.ts';
import { stateSql } from './exercise-state.ts';
import type { LessonDatabase } from './lesson-database.ts';
import { type FolderFiles, readExercise } from './read-exercise.ts';
import { readExerciseTexts } from './read-texts.ts';
import { matchedTopics, readFilters } from './topic-filters.ts';

/** One thing that was tried. */
export interface Trying {
  readonly what: 'read' | 'solution' | 'accepted' | 'mistake' | 'wrong' | 'cheating' | 'start' | 'map' | 'texts';
  readonly name: string;
  /** What is not as it should be; null where all is well. */
  readonly hole: string | null;
}

/** Besides the exercise's own ones. */
const MORE_SEEDS = [101, 20_202, 303_030];
const FEWEST_MISTAKES = 5;
const LANGUAGES = ['en', 'es', 'ca'];

type Checker = Pick<LessonDatabase, 'try' | 'tables'>;

export async function auditExercise(
  name: string,
  files: FolderFiles,
  database: Checker,
  onTried: (trying: Trying) => void = () => undefined,
): Promise<readonly Trying[]> {
  const tried: Trying[] = [];
  const note = (what: Trying['what'], name: string, hole: string | null) => {
    const trying = { what, name, hole };
    tried.push(trying);
    onTried(trying);
  };
  const { value: exercise, issues } = readExercise(name, files);
  for (const { code, detail } of issues) note('read', 'folder', `${code}: ${detail ?? ''}`);
  if (exercise === null) return tried;
  auditTexts(exercise, files, note);
  try {
    await auditAnswers(exercise, database, note);
  } catch (error) {
    note('read', 'check', (error as Error).message);
  }
  return tried;
}

type Note = (what: Trying['what'], name: string, hole: string | null) => void;

function auditTexts(exercise: Exercise, files: FolderFiles, note: Note): void {
  const texts = textsByLanguage(files);
  const ids = exercise.mistakes.map(({ id }) => id);
  for (const tag of new Set([...LANGUAGES, ...texts.keys()])) {
    const text = texts.get(tag);
    const issues = text === undefined ? null : readExerciseTexts(text, ids).issues;
    const words = issues?.map(({ code, detail }) => `${code} ${detail ?? ''}`.trim()).join('; ');
    note('texts', tag, issues === null ? `exercise.${tag}.md is missing` : words === '' ? null : words!);
  }
}

async function auditAnswers(exercise: Exercise, database: Checker, note: Note): Promise<void> {
  const memory: CheckMemory = new Map();
  const check = (answer: string, seeds = exercise.seeds) =>
    checkAnswer({ ...exercise, seeds }, answer, database, { memory });
  note('solution', 'its own seeds', passing(await check(exercise.solution)));
  for (const seed of MORE_SEEDS) {
    note('solution', `seed ${seed}`, passing(await check(exercise.solution, { shown: seed, hidden: [] })));
  }
  for (const { name, answer } of exercise.accepted) note('accepted', name, passing(await check(answer)));
  if (exercise.mistakes.length < FEWEST_MISTAKES) {
    note('mistake', 'all', `only ${exercise.mistakes.length} of at least ${FEWEST_MISTAKES} are foreseen`);
  }
  for (const { id, answer } of exercise.mistakes) {
    note('mistake', id, recognised(await check(answer), id));
    const [hidden] = exercise.seeds.hidden;
    note('mistake', `${id}, seed ${hidden}`, recognised(await check(answer, { shown: hidden!, hidden: [] }), id));
  }
  for (const { name, answer } of exercise.wrong) note('wrong', name, failing(await check(answer)));
  note('start', 'as it is found', exercise.start.trim() === '' ? null : notPassing(await check(exercise.start)));
  note('cheating', 'nothing', withCode(await check(''), 'nothing-written'));
  note('cheating', 'a comment', withCode(await check('-- done'), 'nothing-written'));
  const copied = await copyOfShown(exercise, database);
  if (copied !== null) note('cheating', 'copied from the screen', notPassing(await check(copied)));
  for (const table of truthTables(exercise.state)) {
    note('cheating', table, notPassing(await check(`SELECT * FROM ${table}`)));
  }
  if (exercise.map !== null) note('map', 'query', await auditMap(exercise, database));
}

function passing({ passed, mistake, findings }: CheckReport): string | null {
  if (passed) return null;
  return `fails: ${[mistake, ...findings.map(({ code, values }) => `${code} ${JSON.stringify(values)}`)].join(', ')}`;
}

function notPassing({ passed }: CheckReport): string | null {
  return passed ? 'passes' : null;
}

function failing(report: CheckReport): string | null {
  if (report.passed) return 'passes';
  if (report.mistake !== null) return `is taken for the mistake ${report.mistake}`;
  return report.findings.length === 0 ? 'fails without a word' : null;
}

function recognised(report: CheckReport, id: string): string | null {
  if (report.passed) return 'passes';
  if (report.mistake === id) return null;
  const codes = report.findings.map(({ code, values }) => `${code} ${JSON.stringify(values)}`).join(', ');
  return report.mistake === null ? `is not recognised: ${codes}` : `is taken for ${report.mistake}`;
}

function withCode(report: CheckReport, code: string): string | null {
  return report.findings.some((finding) => finding.code === code) ? null : `does not say ${code}`;
}

/** The right rows of the shown state as they are, without a look at its tables; null for scripts, which need wrong/*.sql. */
async function copyOfShown(exercise: Exercise, database: Checker): Promise<string | null> {
  const { kind, score } = exercise.answer;
  if (kind === 'script') return null;
  const { shown } = exercise.seeds;
  const steps =
    kind === 'filters'
      ? ['SELECT topic FROM topics ORDER BY topic']
      : [score === null ? exercise.solution : exercise.truth!];
  const { results, error } = await database.try({ state: stateSql(exercise, shown, score !== null), steps });
  if (error !== null || results.length === 0) throw error ?? new Error('nothing was tried');
  const table = answerTable(results.at(-1)!);
  if (kind === 'filters') {
    const topics = table.rows.map(([topic]) => String(topic));
    return matchedTopics(readFilters(exercise.solution).filters, topics).join('\n');
  }
  const cells = table.rows.map((row) => `(${row.map((cell, i) => literal(cell, table.columns[i]!.kind)).join(', ')})`);
  return `SELECT * FROM (VALUES ${cells.join(',\n')}) AS t(${table.columns.map(({ name }) => `"${name}"`).join(', ')})`;
}

function literal(cell: Cell, kind: string): string {
  if (cell === null) return 'NULL';
  if (kind === 'time') return `epoch_ms(${Number(cell)})`;
  if (typeof cell === 'number') return `${cell}::DOUBLE`;
  return typeof cell === 'boolean' ? String(cell) : `'${String(cell).replaceAll("'", "''")}'`;
}

function truthTables(state: string): string[] {
  const names = splitStatements(state).flatMap(({ tokens }) => tokens.filter(({ value }) => /^truth_/.test(value)));
  return [...new Set(names.map(({ value }) => value))];
}

async function auditMap(exercise: Exercise, database: Checker): Promise<string | null> {
  const { results, error } = await database.try({
    state: stateSql(exercise, exercise.seeds.shown),
    steps: [exercise.map!.query],
  });
  if (error !== null) return error.message;
  const names = results[0]!.columns.map(({ name }) => name);
  const isPlaced = names.includes('geom') || (names.includes('lon') && names.includes('lat'));
  if (!isPlaced) return `gives ${names.join(', ')}: neither lon and lat nor geom`;
  return results[0]!.rowCount === 0 ? 'gives no rows' : null;
}
