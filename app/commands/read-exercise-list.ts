import type { AppContext } from './app-context.ts';

/** Reads which exercises and paths there are; again where it failed before. */
export async function readExerciseList({ lessons, ports }: AppContext): Promise<void> {
  const { store } = lessons;
  const { status } = store.getState().list;
  if (status === 'loading' || status === 'ready') return;
  store.setState(({ list }) => ({ list: { ...list, status: 'loading' } }));
  try {
    const [entries, paths] = await Promise.all([ports.lessons.library.list(), ports.lessons.library.paths()]);
    store.setState({ list: { status: 'ready', entries, paths, detail: '' } });
  } catch (error) {
    store.setState(({ list }) => ({ list: { ...list, status: 'failed', detail: wordsOf(error) } }));
  }
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
