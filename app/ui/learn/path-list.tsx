import { ArrowRight, Check, Circle, CircleDot } from 'lucide-react';
import { Button } from 'react-aria-components';
import { pathProgress, statusOf } from '../../commands/exercise-progress.ts';
import { openExercise } from '../../commands/open-exercise.ts';
import type { ExerciseEntry } from '../../core/lessons/exercises/exercise-library.ts';
import type { LessonPath } from '../../core/lessons/progress/lesson-path.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { useLessonDesk } from './use-lessons.ts';

/** A title in the page's language, or in English where there is none. */
export function useTitleIn(): (titles: Readonly<Record<string, string>>) => string {
  const language = useAppState((state) => state.language);
  return (titles) => titles[language] ?? titles.en ?? '';
}

export function PathList() {
  const { entries, paths } = useLessonDesk((desk) => desk.list);
  return paths.map((path) =>
    path.exercises.some((name) => entries.some((entry) => entry.name === name)) ? (
      <PathCard key={path.id} path={path} entries={entries} />
    ) : null,
  );
}

function PathCard({ path, entries }: { readonly path: LessonPath; readonly entries: readonly ExerciseEntry[] }) {
  const t = useText();
  const run = useCommand();
  const titleIn = useTitleIn();
  const works = useAppState((state) => state.lessonWorks);
  const { exercises, passed, begun, minutesPassed, minutes, next } = pathProgress(path, entries, works);
  const progress = t('learn.path.progress', { passed, all: exercises.length, minutesPassed, minutes });
  return (
    <div className="path-card">
      <div className="path-head">
        <h4>{titleIn(path.titles)}</h4>
        <span className="small muted">{t('learn.path.session', { minutes: path.minutes })}</span>
      </div>
      <progress className="path-bar" max={minutes} value={minutesPassed} aria-label={progress} />
      <p className="small muted">
        {progress}
        {begun === 0 ? '' : ` · ${t('learn.path.begun', { count: begun })}`}
      </p>
      <ol className="exercise-list">
        {exercises.map((entry) => (
          <ExerciseRow key={entry.name} entry={entry} />
        ))}
      </ol>
      {next === null ? (
        <p className="path-done">
          <Check className="icon" aria-hidden="true" /> {t('learn.path.done')}
        </p>
      ) : (
        <Button className="button primary path-next" onPress={() => run(openExercise, next.name)}>
          <span className="ellipsis">
            {passed + begun === 0
              ? t('learn.path.start')
              : t('learn.path.next', { number: next.number, title: titleIn(next.titles) })}
          </span>
          <ArrowRight className="icon" aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}

/** Those that no path names. */
export function ExerciseList() {
  const t = useText();
  const { entries, paths } = useLessonDesk((desk) => desk.list);
  const onPaths = new Set(paths.flatMap(({ exercises }) => exercises));
  const others = entries.filter(({ name }) => !onPaths.has(name));
  if (others.length === 0) return null;
  return (
    <>
      <h4 className="exercise-others">{t('learn.others')}</h4>
      <ol className="exercise-list">
        {others.map((entry) => (
          <ExerciseRow key={entry.name} entry={entry} />
        ))}
      </ol>
    </>
  );
}

const SIGNS = { new: Circle, begun: CircleDot, passed: Check };

function ExerciseRow({ entry }: { readonly entry: ExerciseEntry }) {
  const t = useText();
  const run = useCommand();
  const titleIn = useTitleIn();
  const status = useAppState((state) => statusOf(state.lessonWorks[entry.name]));
  const Sign = SIGNS[status];
  return (
    <li>
      <Button className={`exercise-row ${status}`} onPress={() => run(openExercise, entry.name)}>
        <Sign className="icon exercise-sign" aria-hidden="true" />
        <span className="exercise-number">{entry.number}</span>
        <span className="exercise-title">
          <span className="breakable">{titleIn(entry.titles)}</span>
          <span className="visually-hidden"> {t(`learn.status.${status}`)}</span>
        </span>
        <span className="exercise-facts">
          {entry.goals.map((goal) => (
            <abbr key={goal} className="goal" title={t(`learn.goal.${goal}`)}>
              {goal}
            </abbr>
          ))}
          <span className="exercise-minutes">{t('learn.minutes', { minutes: entry.minutes })}</span>
        </span>
      </Button>
    </li>
  );
}
