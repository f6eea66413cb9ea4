/** Exercises as the built page carries them: an index, and for each folder one file with all of its texts. */
import type { Result } from '../../base/result.ts';
import type { ExerciseEntry } from './exercise-library.ts';
import { type ExerciseIssueCode, type FolderFiles, readExercise } from './read-exercise.ts';

/** What `lessons/exercises/index.json` holds. */
export interface ExerciseIndex {
  readonly exercises: readonly ExerciseEntry[];
  /** The text of `paths.json`. */
  readonly paths: string;
}

/** What `lessons/exercises/<name>.json` holds: texts by their path in the folder. */
export type ExerciseBundle = Readonly<Record<string, string>>;

const TEXTS = /^exercise\.([A-Za-z-]+)\.md$/;
const TITLE = /^#\s+(.+?)\s*$/m;
/** What only the making of an exercise needs does not travel. */
const TRIED_ONLY = /^(accepted|wrong)\//;

/** Languages that the folder has texts in, by tag. */
export function textsByLanguage(files: FolderFiles): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [path, text] of files) {
    const tag = TEXTS.exec(path)?.[1];
    if (tag !== undefined) texts.set(tag, text);
  }
  return texts;
}

export function bundleOf(files: FolderFiles): ExerciseBundle {
  return Object.fromEntries([...files].filter(([path]) => !TRIED_ONLY.test(path)));
}

/** The line of the list; null with the reasons where the folder is no exercise. */
export function entryOf(name: string, files: FolderFiles): Result<ExerciseEntry, ExerciseIssueCode> {
  const { value, issues } = readExercise(name, files);
  if (value === null) return { value, issues };
  const titles: Record<string, string> = {};
  for (const [tag, text] of textsByLanguage(files)) titles[tag] = TITLE.exec(text)?.[1] ?? name;
  const { number, version, minutes, goals, answer } = value;
  return { value: { name, number, version, minutes, goals, kind: answer.kind, titles }, issues };
}
