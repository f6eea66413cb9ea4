import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Notes the language that the page now shows; its texts are there already. */
export function setLanguage({ store, ports }: AppContext, language: string): ChangeRecord {
  store.setState({ language });
  ports.settings.set('language', language);
  return { label: 'change.language' };
}
