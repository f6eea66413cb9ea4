/** An area drawn on the map, corner after corner: whatever lies inside is picked for the edit that was begun. */
import type { LonLat } from '../core/models/scenario/superblock-ring.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';
import { type LaidSuperblock, laySuperblockInRing } from './lay-superblock.ts';

const LABEL = 'change.ring';
/** Enough for any superblock; more than that is an accident. */
const MOST_CORNERS = 60;

/** From here on a click on the map is a corner. Without an edit that was begun nothing happens. */
export function beginRing(app: AppContext): ChangeRecord {
  return changeRing(app, () => []);
}

/** Corners are forgotten; a click on the map picks streets again. */
export function leaveRing({ store }: AppContext): ChangeRecord {
  store.setState(({ draftEdit }) => {
    if (draftEdit === null) return {};
    const { ring: _ring, ...rest } = draftEdit;
    return { draftEdit: rest };
  });
  return { label: LABEL };
}

export function addRingCorner(app: AppContext, corner: LonLat): ChangeRecord {
  return changeRing(app, (ring) => (ring.length >= MOST_CORNERS ? ring : [...ring, corner]));
}

/** Moves in a row are one step back. */
export function moveRingCorner(app: AppContext, index: number, corner: LonLat): ChangeRecord {
  const change = changeRing(app, (ring) => ring.map((known, at) => (at === index ? corner : known)));
  return { ...change, merge: `ring corner ${index}` };
}

export function removeRingCorner(app: AppContext, index: number): ChangeRecord {
  return changeRing(app, (ring) => ring.filter((_, at) => at !== index));
}

/** Picks the streets inside: for a superblock those and no others, for other edits besides the ones that are picked. */
export function takeRing(app: AppContext): LaidSuperblock {
  const { draftEdit } = app.store.getState();
  const ring = draftEdit?.ring ?? [];
  if (draftEdit === null || ring.length < 3) return { label: LABEL, finished: Promise.resolve() };
  if (draftEdit.kind === 'superblock') return laySuperblockInRing(app, ring);
  const finished = app.ports.whatIf.inside(ring).then(
    ({ streetIds }) => {
      if (streetIds.length === 0) giveNotice(app, 'warning', 'notice.ring-nothing');
      else {
        app.store.setState((state) => {
          if (state.draftEdit === null) return {};
          const { ring: _ring, ...rest } = state.draftEdit;
          return { draftEdit: { ...rest, streetIds: [...new Set([...rest.streetIds, ...streetIds])] } };
        });
      }
    },
    (error: unknown) =>
      giveNotice(app, 'error', 'notice.superblock-failed', {
        detail: error instanceof Error ? error.message : String(error),
      }),
  );
  return { label: LABEL, finished };
}

function changeRing({ store }: AppContext, next: (ring: readonly LonLat[]) => readonly LonLat[]): ChangeRecord {
  const { draftEdit } = store.getState();
  if (draftEdit === null) return { label: LABEL };
  const before = draftEdit.ring ?? [];
  const after = next(before);
  const apply = (ring: readonly LonLat[]) =>
    store.setState((state) => (state.draftEdit === null ? {} : { draftEdit: { ...state.draftEdit, ring } }));
  apply(after);
  return after === before ? { label: LABEL } : { label: LABEL, undo: () => apply(before), redo: () => apply(after) };
}
