import { type DrawnZone, MOST_DRAWN_ZONES, type OwnPlaceSpec } from '../core/models/own-place/own-place-spec.ts';
import type { LonLat } from '../core/models/scenario/superblock-ring.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

const LABEL = 'change.own-place';
const MOST_CORNERS = 200;

/** What is being settled about a place; nothing happens to the models until it is used. */
export function changeOwnDraft({ store }: AppContext, draft: OwnPlaceSpec | null): ChangeRecord {
  store.setState(({ ownPlace }) => ({ ownPlace: { ...ownPlace, draft, corners: null } }));
  return { label: LABEL };
}

/** From here on a click on the map is a corner of a zone. */
export function beginZone({ store }: AppContext): ChangeRecord {
  store.setState(({ ownPlace }) => ({ ownPlace: { ...ownPlace, corners: [] }, draftEdit: null }));
  return { label: LABEL };
}

export function addZoneCorner({ store }: AppContext, corner: LonLat): ChangeRecord {
  store.setState(({ ownPlace }) => {
    const { corners } = ownPlace;
    if (corners === null || corners.length >= MOST_CORNERS) return {};
    return { ownPlace: { ...ownPlace, corners: [...corners, corner] } };
  });
  return { label: LABEL };
}

export function leaveZone({ store }: AppContext): ChangeRecord {
  store.setState(({ ownPlace }) => ({ ownPlace: { ...ownPlace, corners: null } }));
  return { label: LABEL };
}

/** The corners become a zone with so many people. With fewer than three of them nothing happens. */
export function takeZone(app: AppContext, name: string, people: number): ChangeRecord {
  const { draft, corners } = app.store.getState().ownPlace;
  if (draft === null || corners === null || corners.length < 3 || !(people >= 0)) return { label: LABEL };
  const zones = draft.zones.kind === 'drawn' ? draft.zones.zones : [];
  const taken = new Set(zones.map((zone) => zone.name));
  let free = name.trim();
  for (let number = 2; free === '' || taken.has(free); number++) free = `${name.trim() || 'zone'} ${number}`;
  const zone: DrawnZone = { name: free, people, ring: corners };
  return changeOwnDraft(app, {
    ...draft,
    zones: { kind: 'drawn', zones: [...zones, zone].slice(0, MOST_DRAWN_ZONES) },
  });
}

export function removeZone(app: AppContext, name: string): ChangeRecord {
  const { draft } = app.store.getState().ownPlace;
  if (draft === null || draft.zones.kind !== 'drawn') return { label: LABEL };
  const zones = draft.zones.zones.filter((zone) => zone.name !== name);
  return changeOwnDraft(app, { ...draft, zones: { kind: 'drawn', zones } });
}
