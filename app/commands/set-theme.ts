import type { ThemeChoice } from '../state/app-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

export function setTheme({ store, ports }: AppContext, theme: ThemeChoice): ChangeRecord {
  store.setState({ theme });
  ports.settings.set('theme', theme);
  return { label: 'change.theme' };
}
