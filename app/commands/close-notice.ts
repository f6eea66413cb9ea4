import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

export function closeNotice({ store }: AppContext, id: number): ChangeRecord {
  store.setState({ notices: store.getState().notices.filter((notice) => notice.id !== id) });
  return { label: 'change.notice' };
}
