import { NO_IMPORT } from '../state/import-desk.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Opens the dialog in which a file is chosen; one that is on its way stays. */
export function openImport({ imports }: AppContext): ChangeRecord {
  imports.store.setState({ open: true });
  return { label: 'change.import' };
}

/** Closes the dialog and forgets the file; what is under way is called off. */
export function closeImport({ imports }: AppContext): ChangeRecord {
  imports.work?.abort();
  imports.session?.close();
  Object.assign(imports, { parts: [], session: null, work: null });
  imports.store.setState(NO_IMPORT);
  return { label: 'change.import' };
}
