/**
 * What a person changes in a what-if: a list of readable edits, in order, each undone by taking it off the list.
 * Streets are named by their feature_id; a two-way street is two of them.
 */
import type { Assumption } from '../assumption.ts';
import type { Fleet } from '../emissions/fleet.ts';

export type ScenarioEdit =
  | { readonly kind: 'close-street'; readonly streetIds: readonly string[] }
  | { readonly kind: 'slow-street'; readonly streetIds: readonly string[]; readonly speedKmh: number }
  /** Only the streets named stay open; `closedIds` are the opposite directions. */
  | { readonly kind: 'one-way'; readonly streetIds: readonly string[]; readonly closedIds: readonly string[] }
  /** Lanes after the change; capacity goes with them, as much a lane as the street has now. */
  | { readonly kind: 'change-lanes'; readonly streetIds: readonly string[]; readonly lanes: number }
  /**
   * The streets inside go at 10 km/h with a quarter of their capacity, and nobody drives straight on at the crossings
   * inside: who enters is led out again.
   */
  | { readonly kind: 'superblock'; readonly streetIds: readonly string[]; readonly crossingIds: readonly string[] }
  | { readonly kind: 'plant-trees'; readonly streetIds: readonly string[]; readonly trees: number }
  | { readonly kind: 'electrify'; readonly share: number }
  | { readonly kind: 'low-emission-zone'; readonly obeyed: number }
  | { readonly kind: 'change-fleet'; readonly fleet: Fleet }
  /** All trips, or only those that pass through (gate to gate), times `factor`. */
  | { readonly kind: 'change-demand'; readonly trips: 'all' | 'through'; readonly factor: number }
  /** Going from one street straight into another costs `penaltyS` more, or is not allowed (null). */
  | { readonly kind: 'turn-rule'; readonly turns: readonly StreetTurn[]; readonly penaltyS: number | null }
  /** What driving over each of the streets costs, €. */
  | { readonly kind: 'toll'; readonly streetIds: readonly string[]; readonly euros: number }
  /** What every kilometre in the district costs more than now, €. */
  | { readonly kind: 'distance-charge'; readonly eurosPerKm: number }
  /** Share (0–0.2) of the trips that used the changed streets and are not made any more. */
  | { readonly kind: 'evaporation'; readonly share: number };

/** Out of one street into the next, each in the direction that its id stands for. */
export interface StreetTurn {
  readonly fromId: string;
  readonly toId: string;
}

export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly edits: readonly ScenarioEdit[];
}

/** Closed list of what can be wrong with an edit; `detail` names the street or the number. */
export type EditIssueCode =
  | 'edit-unknown-street'
  | 'edit-unknown-crossing'
  | 'edit-no-such-turn'
  | 'edit-without-streets'
  | 'edit-bad-number'
  | 'edit-bad-fleet'
  | 'edit-cuts-off';

/** Speed inside a superblock, km/h, and what is left of its streets' capacity. */
export const SUPERBLOCK_SPEED_KMH = 10;
export const SUPERBLOCK_CAPACITY_SHARE = 0.25;
export const MOST_EVAPORATION = 0.2;
/** Turning back at a crossing where straight on is banned is possible but slow, s. */
export const TURNING_BACK_S = 60;
/** What an hour is worth to a driver, €: turns tolls into time felt. */
export const VALUE_OF_TIME_EUR_H = 12;
/** The largest numbers that an edit may have. */
export const MOST_TURN_PENALTY_S = 600;
export const MOST_TOLL_EUR = 50;
export const MOST_DISTANCE_CHARGE_EUR_KM = 5;

const judged = (key: string, value: number, unit: string, source: string): Assumption => ({
  key: `scenario.${key}`,
  value,
  unit,
  source,
  kind: 'assumption',
});

export const EDIT_ASSUMPTIONS: readonly Assumption[] = [
  judged('superblock-speed', SUPERBLOCK_SPEED_KMH, 'km/h', 'Speed inside Barcelona’s superblocks'),
  judged(
    'superblock-capacity',
    SUPERBLOCK_CAPACITY_SHARE,
    '1',
    'Share of its capacity a street inside keeps; judgement',
  ),
  judged('turning-back', TURNING_BACK_S, 's', 'Turning back at a crossing where a turn is ruled; judgement'),
  {
    ...judged(
      'value-of-time',
      VALUE_OF_TIME_EUR_H,
      'EUR/h',
      'Usual for private trips in European appraisals; from memory',
    ),
    range: [6, 25],
  },
];
