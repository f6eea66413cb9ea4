import type { Notice } from '../state/app-state.ts';
import type { AppContext } from './app-context.ts';

export const NOTICE_LIMIT = 4;

/** Tells the person something; the newest few are kept until they are closed. */
export function giveNotice(
  { store }: Pick<AppContext, 'store'>,
  tone: Notice['tone'],
  key: string,
  values: Notice['values'] = {},
): void {
  // The same thing told twice is one notice, the newer one.
  const notices = store.getState().notices.filter((notice) => notice.key !== key);
  const id = 1 + Math.max(0, ...notices.map((notice) => notice.id));
  store.setState({ notices: [...notices, { id, tone, key, values }].slice(-NOTICE_LIMIT) });
}
