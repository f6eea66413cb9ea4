import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { wishForFault } from './start-fault.ts';

/** Ends a fault that a person started, by its name in the report. One that has not begun never will. */
export function stopFault(app: AppContext, id: string): ChangeRecord {
  wishForFault(app, { type: 'stop', id });
  return { label: 'change.fault' };
}
