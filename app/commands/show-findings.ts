import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { showOwnFindings } from './draw-own-streets.ts';
import { flyOver } from './fly-to-street.ts';
import { giveNotice } from './give-notice.ts';

/** Close enough to see how two lines meet. */
const HEIGHT_M = 350;
const LABEL = 'change.own-place';

/** Puts a sign on the map at everything that the report lists. */
export function showFindings(app: AppContext): ChangeRecord {
  showOwnFindings(app).catch((error: unknown) =>
    giveNotice(app, 'error', 'notice.map-failed', { detail: error instanceof Error ? error.message : String(error) }),
  );
  return { label: LABEL };
}

export function flyToFinding(app: AppContext, place: { readonly lon: number; readonly lat: number }): ChangeRecord {
  flyOver(app, place, HEIGHT_M);
  return { label: LABEL };
}
