import { type LessonWorks, statusOf } from '../core/lessons/progress/exercise-work.ts';
import { type NoteWords, notesMarkdown } from '../core/lessons/progress/notes-markdown.ts';
import { mergeWorks, readKeptWorks, readWorks, writeWorks } from '../core/lessons/progress/works-text.ts';
import { WORKS_KEY } from '../state/lessons.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';

/** Hands over all drafts, progress and notes as one file that another browser can read. */
export function exportLessonWorks({ store, ports }: AppContext): ChangeRecord {
  ports.files.save('maqueta-exercises.json', 'application/json', writeWorks(store.getState().lessonWorks));
  return { label: 'change.exercise' };
}

/** Adds what a file holds to what is here; nothing of either is lost. A file that is none is told so. */
export function importLessonWorks(app: AppContext, text: string): ChangeRecord {
  const { store, ports } = app;
  const { value, issues } = readWorks(text);
  if (value === null) {
    const { code = 'lessons-not-json', detail = '' } = issues[0] ?? {};
    giveNotice(app, 'warning', `notice.${code}`, { detail });
    return { label: 'change.exercise' };
  }
  const before = { ...store.getState().lessonWorks, ...readKeptWorks(ports.settings.get(WORKS_KEY)) };
  const keep = (works: LessonWorks) => {
    store.setState({ lessonWorks: works });
    ports.settings.set(WORKS_KEY, writeWorks(works));
  };
  keep(mergeWorks(before, value));
  const count = Object.values(value).filter((work) => statusOf(work) !== 'new').length;
  giveNotice(app, 'info', 'notice.lessons-imported', { count });
  return { label: 'change.lessons-import', undo: () => keep(before), redo: () => keep(mergeWorks(before, value)) };
}

/** Hands over the questions and takeaways as Markdown; titles in the language of the page. */
export function exportLessonNotes({ store, ports, lessons }: AppContext, words: NoteWords): ChangeRecord {
  const { language, lessonWorks } = store.getState();
  const noted = lessons.store.getState().list.entries.flatMap(({ name, number, titles }) => {
    const work = lessonWorks[name];
    return work === undefined ? [] : [{ number, title: titles[language] ?? titles.en ?? name, work }];
  });
  const text = notesMarkdown(noted, words);
  if (text !== null) ports.files.save('maqueta-notes.md', 'text/markdown', text);
  return { label: 'change.exercise' };
}
