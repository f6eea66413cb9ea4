import type { AppContext } from './app-context.ts';
import { beginEdit } from './begin-edit.ts';
import type { ChangeRecord } from './change-record.ts';
import { flyOver } from './fly-to-street.ts';
import { laySuperblockInMiddle } from './lay-superblock.ts';
import { newScenario } from './new-scenario.ts';
import { knownStreets } from './street-book.ts';

const HEIGHT_M = 1_500;
/** Half of what the sheet covers of the picture, seen from there. */
const BESIDE_SHEET_M = 190;

/** A first scenario with a superblock laid in the middle of the district, ready to be added or changed. */
export function beginExample(app: AppContext, name: string): ChangeRecord {
  const change = newScenario(app, name);
  beginEdit(app, 'superblock');
  void laySuperblockInMiddle(app).finished.then(() => lookAtDraft(app));
  return change;
}

/** The example may lie where the sheet covers it: the camera goes there. */
function lookAtDraft(app: AppContext): void {
  const book = knownStreets(app.ports);
  const streets = (app.store.getState().draftEdit?.streetIds ?? []).flatMap((id) => book?.street(id) ?? []);
  if (streets.length === 0) return;
  const mean = (of: (street: (typeof streets)[number]) => number) =>
    streets.reduce((sum, street) => sum + of(street), 0) / streets.length;
  flyOver(app, { lon: mean(({ lon }) => lon), lat: mean(({ lat }) => lat) }, HEIGHT_M, BESIDE_SHEET_M);
}
