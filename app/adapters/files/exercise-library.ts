/** The exercises that come with the page, fetched from its own origin when they are asked for. */
import type { ExerciseBundle, ExerciseIndex } from '../../core/lessons/exercises/exercise-bundle.ts';
import type { ExerciseLibrary, OpenedExercise } from '../../core/lessons/exercises/exercise-library.ts';
import { fetchBytes } from './fetch-bytes.ts';

const FOLDER = 'lessons/exercises';

async function fetchJson(name: string): Promise<unknown> {
  const bytes = await fetchBytes(new URL(`${FOLDER}/${name}.json`, document.baseURI).href);
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** What was fetched once stays; what failed is fetched again. */
function kept<T>(fetchIt: () => Promise<T>): () => Promise<T> {
  let fetched: Promise<T> | null = null;
  return () => {
    fetched ??= fetchIt().catch((error: unknown) => {
      fetched = null;
      throw error;
    });
    return fetched;
  };
}

export function exerciseLibrary(): ExerciseLibrary {
  const index = kept(async () => (await fetchJson('index')) as ExerciseIndex);
  const bundles = new Map<string, () => Promise<ReadonlyMap<string, string>>>();
  const bundle = (name: string) => {
    const known =
      bundles.get(name) ?? kept(async () => new Map(Object.entries((await fetchJson(name)) as ExerciseBundle)));
    bundles.set(name, known);
    return known();
  };
  return {
    async list() {
      const { exercises } = await index();
      return [...exercises].sort((a, b) => a.number - b.number);
    },
    async paths() {
      const { readLessonPaths } = await import('../../core/lessons/progress/lesson-path.ts');
      const { value, issues } = readLessonPaths((await index()).paths);
      if (value === null) throw new Error(`paths.json: ${issues[0]?.code} ${issues[0]?.detail ?? ''}`);
      return value;
    },
    async read(name, wanted): Promise<OpenedExercise> {
      const reading = Promise.all([
        import('../../core/lessons/exercises/read-exercise.ts'),
        import('../../core/lessons/exercises/read-texts.ts'),
        import('../../core/lessons/exercises/exercise-bundle.ts'),
      ]);
      const files = await bundle(name);
      const [{ readExercise }, { readExerciseTexts }, { textsByLanguage }] = await reading;
      const { value: exercise, issues } = readExercise(name, files);
      if (exercise === null) throw new Error(`${name}: ${issues[0]?.code} ${issues[0]?.detail ?? ''}`);
      const written = textsByLanguage(files);
      const language = written.has(wanted) ? wanted : 'en';
      const texts = readExerciseTexts(
        written.get(language) ?? '',
        exercise.mistakes.map(({ id }) => id),
      );
      if (texts.value === null) {
        throw new Error(`${name}, ${language}: ${texts.issues[0]?.code} ${texts.issues[0]?.detail ?? ''}`);
      }
      return { exercise, texts: texts.value, language };
    },
  };
}
