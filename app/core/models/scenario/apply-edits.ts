/** A place and a list of edits become the inputs of a run: network, bans, demand, fleet. The place stays as it was. */
import type { Issue } from '../../base/result.ts';
import type { AssignmentNetwork } from '../assignment/network.ts';
import type { TurnRule } from '../assignment/turns.ts';
import { electrified, type Fleet, fleetProblems, lowEmissionZone, STANDARD_FLEET } from '../emissions/fleet.ts';
import {
  type EditIssueCode,
  MOST_DISTANCE_CHARGE_EUR_KM,
  MOST_EVAPORATION,
  MOST_TOLL_EUR,
  MOST_TURN_PENALTY_S,
  type ScenarioEdit,
  SUPERBLOCK_CAPACITY_SHARE,
  SUPERBLOCK_SPEED_KMH,
  VALUE_OF_TIME_EUR_H,
} from './edits.ts';
import type { WhatIfPlace } from './place.ts';

export interface ScenarioInputs {
  readonly network: AssignmentNetwork;
  /** Turns that are not allowed any more, or cost time. A ban comes after a penalty for the same turn. */
  readonly turnRules: readonly TurnRule[];
  /** Free speed by link, km/h. */
  readonly freeSpeedKmh: Float64Array;
  readonly fleet: Fleet;
  /** Factor on every trip, and on those from gate to gate besides. */
  readonly demandFactor: number;
  readonly throughFactor: number;
  /** Share of the displaced trips that are not made. */
  readonly evaporation: number;
  /** 1 for links whose drivers may have been displaced. */
  readonly changedLinks: Uint8Array;
  /** Trees planted, by segment. */
  readonly treesPlanted: Float64Array;
}

export interface AppliedEdits {
  readonly inputs: ScenarioInputs;
  readonly issues: readonly Issue<EditIssueCode>[];
}

/** What an edit is refused for; the others are applied all the same. */
export function applyEdits(place: WhatIfPlace, edits: readonly ScenarioEdit[]): AppliedEdits {
  const { streets, network } = place;
  const capacity = network.capacityVehPerHour.slice();
  const closed = new Uint8Array(network.linkCount);
  const speed = streets.freeSpeedKmh.slice();
  const changedLinks = new Uint8Array(network.linkCount);
  const treesPlanted = new Float64Array(place.segments.length);
  const bans: TurnRule[] = [];
  const penalties: TurnRule[] = [];
  const chargeEur = new Float64Array(network.linkCount);
  const issues: Issue<EditIssueCode>[] = [];
  let fleet = STANDARD_FLEET;
  let demandFactor = 1;
  let throughFactor = 1;
  let evaporation = 0;

  const issue = (code: EditIssueCode, detail: string) => {
    issues.push({ code, severity: 'error', detail: detail.slice(0, 80) });
  };
  const linksOf = (streetIds: readonly string[]): number[] => {
    if (streetIds.length === 0) issue('edit-without-streets', '');
    return streetIds.flatMap((id) => {
      const link = streets.linkOf(id);
      if (link === undefined) issue('edit-unknown-street', id);
      return link === undefined ? [] : [link];
    });
  };
  const isNumber = (value: number, least: number, most: number, what: string): boolean => {
    const good = value >= least && value <= most;
    if (!good) issue('edit-bad-number', `${what} ${value}`);
    return good;
  };

  for (const edit of edits) {
    switch (edit.kind) {
      case 'close-street':
        for (const link of linksOf(edit.streetIds)) {
          closed[link] = 1;
          changedLinks[link] = 1;
        }
        break;
      case 'one-way':
        for (const link of linksOf(edit.closedIds)) {
          closed[link] = 1;
          changedLinks[link] = 1;
        }
        break;
      case 'slow-street':
        if (!isNumber(edit.speedKmh, 5, 130, 'km/h')) break;
        for (const link of linksOf(edit.streetIds)) {
          speed[link] = edit.speedKmh;
          // Nobody gives up a trip because a street got faster.
          if (edit.speedKmh < streets.freeSpeedKmh[link]!) changedLinks[link] = 1;
        }
        break;
      case 'change-lanes':
        if (!isNumber(edit.lanes, 1, 8, 'lanes')) break;
        for (const link of linksOf(edit.streetIds)) {
          // As much a lane as the street has now: as many lanes as before change nothing.
          capacity[link] = (network.capacityVehPerHour[link]! * edit.lanes) / streets.lanes[link]!;
          if (capacity[link]! < network.capacityVehPerHour[link]!) changedLinks[link] = 1;
        }
        break;
      case 'superblock': {
        const inside = linksOf(edit.streetIds);
        for (const link of inside) {
          speed[link] = Math.min(speed[link]!, SUPERBLOCK_SPEED_KMH);
          capacity[link] = network.capacityVehPerHour[link]! * SUPERBLOCK_CAPACITY_SHARE;
          changedLinks[link] = 1;
        }
        const crossings = new Set<number>();
        for (const id of edit.crossingIds) {
          const node = streets.nodeOf(id);
          if (node === undefined) issue('edit-unknown-crossing', id);
          else crossings.add(node);
        }
        bans.push(...straightTurns(place, inside, crossings));
        break;
      }
      case 'turn-rule': {
        if (edit.penaltyS !== null && !isNumber(edit.penaltyS, 0, MOST_TURN_PENALTY_S, 's')) break;
        for (const { fromId, toId } of edit.turns) {
          const fromLink = streets.linkOf(fromId);
          const toLink = streets.linkOf(toId);
          if (fromLink === undefined || toLink === undefined || streets.to[fromLink] !== streets.from[toLink]) {
            issue('edit-no-such-turn', `${fromId} → ${toId}`);
          } else if (edit.penaltyS === null) bans.push({ fromLink, toLink, penaltyS: Number.POSITIVE_INFINITY });
          else penalties.push({ fromLink, toLink, penaltyS: edit.penaltyS });
        }
        break;
      }
      case 'toll':
        if (!isNumber(edit.euros, 0, MOST_TOLL_EUR, 'EUR')) break;
        for (const link of linksOf(edit.streetIds)) {
          chargeEur[link]! += edit.euros;
          if (edit.euros > 0) changedLinks[link] = 1;
        }
        break;
      case 'distance-charge':
        if (!isNumber(edit.eurosPerKm, 0, MOST_DISTANCE_CHARGE_EUR_KM, 'EUR/km')) break;
        for (let link = 0; link < network.linkCount; link++) {
          chargeEur[link]! += (edit.eurosPerKm * streets.lengthM[link]!) / 1000;
        }
        break;
      case 'plant-trees':
        if (!isNumber(edit.trees, 0, 10_000, 'trees')) break;
        {
          const segments = [...new Set(linksOf(edit.streetIds).map((link) => place.segmentOf[link]!))];
          for (const segment of segments) treesPlanted[segment]! += edit.trees / segments.length;
        }
        break;
      case 'electrify':
        if (isNumber(edit.share, 0, 1, 'share')) fleet = electrified(fleet, edit.share);
        break;
      case 'low-emission-zone':
        if (isNumber(edit.obeyed, 0, 1, 'share')) fleet = lowEmissionZone(fleet, 6, 4, edit.obeyed);
        break;
      case 'change-fleet': {
        const [problem] = fleetProblems(edit.fleet);
        if (problem === undefined) fleet = edit.fleet;
        else issue('edit-bad-fleet', `${problem.code} ${problem.detail}`);
        break;
      }
      case 'change-demand':
        if (!isNumber(edit.factor, 0, 3, 'factor')) break;
        if (edit.trips === 'all') demandFactor *= edit.factor;
        else throughFactor *= edit.factor;
        break;
      case 'evaporation':
        if (isNumber(edit.share, 0, MOST_EVAPORATION, 'share')) evaporation = edit.share;
        break;
    }
  }

  const freeFlowTimeS = network.freeFlowTimeS.map((time, link) =>
    speed[link] === streets.freeSpeedKmh[link]
      ? time
      : (streets.lengthM[link]! / speed[link]!) * 3.6 + place.junctionDelayS[link]!,
  );
  return {
    inputs: {
      network: {
        ...network,
        freeFlowTimeS,
        capacityVehPerHour: capacity,
        closed,
        ...(chargeEur.some((euros) => euros > 0) ? { fixedCostS: fixedCosts(network, chargeEur) } : {}),
      },
      turnRules: [...penalties, ...bans],
      freeSpeedKmh: speed,
      fleet,
      demandFactor,
      throughFactor,
      evaporation,
      changedLinks,
      treesPlanted,
    },
    issues,
  };
}

/** Money as time felt, beside what the links cost already, s. */
function fixedCosts({ fixedCostS }: AssignmentNetwork, chargeEur: Float64Array): Float64Array {
  return chargeEur.map((euros, link) => (fixedCostS?.[link] ?? 0) + (euros / VALUE_OF_TIME_EUR_H) * 3600);
}

/** Cosine of 30°: less of a bend than that counts as straight on. */
const STRAIGHT_COSINE = 0.866;

function straightTurns(place: WhatIfPlace, inside: readonly number[], crossings: ReadonlySet<number>): TurnRule[] {
  const { streets, nodeXM, nodeYM } = place;
  const heading = (link: number): readonly [number, number] => {
    const dx = nodeXM[streets.to[link]!]! - nodeXM[streets.from[link]!]!;
    const dy = nodeYM[streets.to[link]!]! - nodeYM[streets.from[link]!]!;
    const length = Math.sqrt(dx * dx + dy * dy) || 1;
    return [dx / length, dy / length];
  };
  return inside.flatMap((fromLink) => {
    const node = streets.to[fromLink]!;
    if (!crossings.has(node)) return [];
    const [x, y] = heading(fromLink);
    return inside.flatMap((toLink) => {
      if (streets.from[toLink] !== node) return [];
      const [toX, toY] = heading(toLink);
      return x * toX + y * toY > STRAIGHT_COSINE ? [{ fromLink, toLink, penaltyS: Number.POSITIVE_INFINITY }] : [];
    });
  });
}

/**
 * The streets and crossings inside a ring, by feature_id: streets whose middle lies inside, crossings inside. `ring` in
 * degrees, of any shape whose edges do not cross.
 */
export function streetsInside(
  place: WhatIfPlace,
  ring: readonly (readonly [lon: number, lat: number])[],
): { readonly streetIds: string[]; readonly crossingIds: string[] } {
  const { streets } = place;
  const isIn = (lon: number, lat: number): boolean => {
    let odd = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i]!;
      const [bx, by] = ring[j]!;
      if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) odd = !odd;
    }
    return odd;
  };
  const streetIds: string[] = [];
  for (let link = 0; link < streets.linkCount; link++) {
    const a = streets.from[link]!;
    const b = streets.to[link]!;
    const lon = (streets.nodeLon[a]! + streets.nodeLon[b]!) / 2;
    const lat = (streets.nodeLat[a]! + streets.nodeLat[b]!) / 2;
    if (isIn(lon, lat)) streetIds.push(streets.linkIds[link]!);
  }
  const crossingIds = streets.nodeIds.filter((_, node) => isIn(streets.nodeLon[node]!, streets.nodeLat[node]!));
  return { streetIds, crossingIds };
}
