import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { wishForFault } from './start-fault.ts';

/** Ends everything that people started; what the city does by itself goes on. */
export function stopAllFaults(app: AppContext): ChangeRecord {
  wishForFault(app, { type: 'stop-all' });
  return { label: 'change.fault' };
}
