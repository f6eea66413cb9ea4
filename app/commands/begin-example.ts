import type { AppContext } from './app-context.ts';
import { beginEdit } from './begin-edit.ts';
import type { ChangeRecord } from './change-record.ts';
import { laySuperblockInMiddle } from './lay-superblock.ts';
import { newScenario } from './new-scenario.ts';

/** A first scenario with a superblock laid in the middle of the district, ready to be added or changed. */
export function beginExample(app: AppContext, name: string): ChangeRecord {
  const change = newScenario(app, name);
  beginEdit(app, 'superblock');
  void laySuperblockInMiddle(app).finished;
  return change;
}
