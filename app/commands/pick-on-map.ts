import type { LonLat } from '../core/models/scenario/superblock-ring.ts';
import type { FeatureRef } from '../state/app-state.ts';
import { modelStreets } from '../state/own-place.ts';
import type { AppContext } from './app-context.ts';
import { addZoneCorner } from './change-own-draft.ts';
import type { ChangeRecord } from './change-record.ts';
import { addRingCorner } from './draw-ring.ts';
import { laySuperblockAround } from './lay-superblock.ts';
import { pickFeature } from './pick-feature.ts';
import { addSketchPoint } from './sketch.ts';
import { toggleStreet } from './toggle-street.ts';

/**
 * A click on the map: it opens the inspector, or picks a street or a block for the edit that was begun, or is a corner of
 * the area that is being drawn. `ground` is where the click met the ground; null in the sky.
 */
export function pickOnMap(app: AppContext, feature: FeatureRef | null, ground: LonLat | null = null): ChangeRecord {
  const { form, draftEdit, ownPlace, sketch } = app.store.getState();
  if (sketch !== null) return ground === null ? { label: 'change.pick' } : addSketchPoint(app, ground);
  if (form === 'model' && ownPlace.corners !== null) {
    return ground === null ? { label: 'change.pick' } : addZoneCorner(app, ground);
  }
  if (form !== 'model' || draftEdit === null) return pickFeature(app, feature);
  // A place of one's own has no blocks to lay a superblock around: a click begins its area.
  const isDrawing = draftEdit.ring !== undefined || (draftEdit.kind === 'superblock' && ownPlace.spec !== null);
  if (isDrawing) return ground === null ? { label: 'change.pick' } : addRingCorner(app, ground);
  if (feature === null) return { label: 'change.pick' };
  if (draftEdit.kind === 'superblock') return laySuperblockAround(app, feature);
  return feature.layerId === modelStreets({ ownPlace })
    ? toggleStreet(app, feature.featureId)
    : { label: 'change.pick' };
}
