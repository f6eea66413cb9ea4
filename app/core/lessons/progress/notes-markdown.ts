import type { ExerciseWork } from './exercise-work.ts';

export interface NotedExercise {
  readonly number: number;
  readonly title: string;
  readonly work: Pick<ExerciseWork, 'takeaway' | 'question'>;
}

export interface NoteWords {
  readonly title: string;
  readonly questions: string;
  readonly takeaways: string;
}

/** Questions for the plenary first, then what is taken home; null where nothing was noted. */
export function notesMarkdown(exercises: readonly NotedExercise[], words: NoteWords): string | null {
  const part = (heading: string, note: 'question' | 'takeaway') => {
    const noted = exercises.filter(({ work }) => work[note].trim() !== '');
    if (noted.length === 0) return [];
    return [
      `## ${heading}`,
      ...noted.map(({ number, title, work }) => `### ${number}. ${title}\n\n${work[note].trim()}`),
    ];
  };
  const parts = [...part(words.questions, 'question'), ...part(words.takeaways, 'takeaway')];
  return parts.length === 0 ? null : `${[`# ${words.title}`, ...parts].join('\n\n')}\n`;
}
