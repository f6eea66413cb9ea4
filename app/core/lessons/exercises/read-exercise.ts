/** Reads an exercise's folder; docs/exercises/README.md says what belongs into it. */
import type { Issue, Result } from '../../base/result.ts';
import type { AnswerKind, Exercise, Mistake, NamedAnswer } from './exercise.ts';
import { type ExerciseJson, exerciseFactsSchema, problemOf } from './exercise-facts.ts';

/** Texts of a folder's files by their path in it, e.g. `mistakes/late-rows.sql`. */
export type FolderFiles = ReadonlyMap<string, string>;

export type ExerciseIssueCode =
  /** `detail`: the file */
  | 'file-missing'
  /** `detail`: the file */
  | 'file-empty'
  /** `detail`: what and where */
  | 'json-wrong'
  /** `detail`: the folder's name */
  | 'name-wrong'
  /** `detail`: the file: none of those that are read */
  | 'file-unknown'
  /** `detail`: what is written and not to be used in a state */
  | 'state-not-repeatable'
  /** `detail`: the mistake named in exercise.json */
  | 'mistake-missing';

export type ExerciseIssue = Issue<ExerciseIssueCode>;

const FOLDER = /^(\d\d)-([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;
const LISTED = /^(mistakes|accepted|wrong)\/([a-z][a-z0-9-]*)\.(sql|txt)$/;
const TEXTS = /^exercise\.[a-z]{2,3}(-[A-Za-z]+)?\.md$/;
const UNREPEATABLE =
  /\b(random|uuid|gen_random_uuid|now|current_timestamp|current_date|today|get_current_time\w*)\b\s*(\(|::|;|,)/i;

/** The files of an exercise whose answer is of this kind: `sql` or, for topic filters, `txt`. */
export function answerEnding(kind: AnswerKind): 'sql' | 'txt' {
  return kind === 'filters' ? 'txt' : 'sql';
}

/** An exercise is given only where nothing in it is wrong. */
export function readExercise(name: string, files: FolderFiles): Result<Exercise, ExerciseIssueCode> {
  const issues: ExerciseIssue[] = [];
  const problem = (code: ExerciseIssueCode, detail: string) => issues.push({ code, severity: 'error', detail });
  if (!FOLDER.test(name)) problem('name-wrong', name);
  const facts = readFacts(files, problem);
  if (facts === null) return { value: null, issues };

  const ending = answerEnding(facts.answer.kind);
  const needed = (path: string): string => {
    const text = files.get(path);
    if (text === undefined) problem('file-missing', path);
    else if (text.trim() === '') problem('file-empty', path);
    return text ?? '';
  };
  const optional = (path: string): string | null => (files.has(path) ? needed(path) : null);
  const listed = (folder: string): NamedAnswer[] =>
    [...files]
      .filter(([path]) => LISTED.exec(path)?.[1] === folder)
      .map(([path, answer]) => ({ name: LISTED.exec(path)![2]!, answer }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));

  const mistakes = listed('mistakes').map(
    ({ name: id, answer }): Mistake => ({ id, answer, match: facts.mistakes[id]?.match ?? [] }),
  );
  for (const id of Object.keys(facts.mistakes)) {
    if (!mistakes.some((mistake) => mistake.id === id)) problem('mistake-missing', id);
  }
  for (const path of files.keys()) if (!isKnown(path, facts)) problem('file-unknown', path);

  const state = needed('state.sql');
  const chance = UNREPEATABLE.exec(state);
  if (chance !== null) problem('state-not-repeatable', chance[1]!);
  const { score, mostFilters, ...answer } = facts.answer;
  const value: Exercise = {
    name,
    number: facts.number,
    version: facts.version,
    minutes: facts.minutes,
    goals: facts.goals,
    quality: facts.quality,
    mim: facts.mim,
    answer: {
      ...answer,
      mostFilters: mostFilters ?? null,
      score: score === undefined ? null : { ...score, conserve: score.conserve ?? null },
    },
    seeds: facts.seeds,
    map: facts.map,
    live: facts.live,
    state,
    start: files.get(`start.${ending}`) ?? '',
    solution: needed(`solution.${ending}`),
    probe: facts.answer.kind === 'script' ? needed('probe.sql') : null,
    truth: score === undefined ? null : needed('truth.sql'),
    arrivals: optional('arrivals.sql'),
    alternatives: optional('alternatives.sql'),
    accepted: listed('accepted'),
    mistakes,
    wrong: listed('wrong'),
  };
  return { value: issues.length === 0 ? value : null, issues };
}

function readFacts(
  files: FolderFiles,
  problem: (code: ExerciseIssueCode, detail: string) => void,
): ExerciseJson | null {
  const text = files.get('exercise.json');
  if (text === undefined) {
    problem('file-missing', 'exercise.json');
    return null;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    problem('json-wrong', `exercise.json: ${(error as Error).message}`);
    return null;
  }
  const parsed = exerciseFactsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  problem('json-wrong', `exercise.json: ${problemOf(parsed.error)}`);
  return null;
}

function isKnown(path: string, facts: ExerciseJson): boolean {
  const ending = answerEnding(facts.answer.kind);
  const list = LISTED.exec(path);
  if (list !== null) return list[3] === ending;
  const own = ['exercise.json', 'state.sql', `start.${ending}`, `solution.${ending}`];
  const others = ['probe.sql', 'arrivals.sql', 'alternatives.sql', 'truth.sql', 'README.md'];
  return own.includes(path) || others.includes(path) || TEXTS.test(path);
}
