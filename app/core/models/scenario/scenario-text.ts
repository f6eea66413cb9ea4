/**
 * Scenarios as text: what a person exports, imports, and what the browser keeps. Read as foreign input: what is not
 * understood is refused with the reason, never guessed at.
 */
import { fail, ok, type Result } from '../../base/result.ts';
import {
  MOST_DISTANCE_CHARGE_EUR_KM,
  MOST_EVAPORATION,
  MOST_TOLL_EUR,
  MOST_TURN_PENALTY_S,
  type Scenario,
  type ScenarioEdit,
  type StreetTurn,
} from './edits.ts';

const FORMAT = 'maqueta-scenario';
/** 2 knows turn rules, tolls and charges besides; files of version 1 are read as they are. */
const VERSION = 2;
const READABLE_VERSIONS: readonly unknown[] = [1, VERSION];
const LONGEST_TEXT = 2_000_000;
const LONGEST_NAME = 80;
const MOST_EDITS = 200;
const MOST_IDS = 5_000;
const LONGEST_ID = 200;

export type ScenarioTextIssue =
  | 'scenario-not-json'
  | 'scenario-other-format'
  | 'scenario-bad-edit'
  | 'scenario-too-large';

export function writeScenario({ name, edits }: Scenario): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, name, edits }, null, 2)}\n`;
}

/** The id is the reader's own: two imports of one file are two scenarios. */
export function readScenario(text: string, id: string): Result<Scenario, ScenarioTextIssue> {
  if (text.length > LONGEST_TEXT) return fail('scenario-too-large', String(text.length));
  const fields = fieldsOf(parsed(text));
  if (fields === null) return fail('scenario-not-json');
  if (fields.format !== FORMAT || !READABLE_VERSIONS.includes(fields.version)) {
    return fail('scenario-other-format', `${String(fields.format)} ${String(fields.version)}`.slice(0, 80));
  }
  return scenarioOf(fields, id);
}

/** The list that the browser keeps; what cannot be read is left out. */
export function readScenarioList(text: string | null): readonly Scenario[] {
  const list = text === null || text.length > LONGEST_TEXT ? null : parsed(text);
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry) => {
    const fields = fieldsOf(entry);
    if (fields === null || typeof fields.id !== 'string' || fields.id.length > LONGEST_ID) return [];
    const { value } = scenarioOf(fields, fields.id);
    return value === null ? [] : [value];
  });
}

function scenarioOf(fields: Fields, id: string): Result<Scenario, ScenarioTextIssue> {
  const { name, edits } = fields;
  if (typeof name !== 'string' || !Array.isArray(edits)) return fail('scenario-other-format');
  if (edits.length > MOST_EDITS) return fail('scenario-too-large', String(edits.length));
  const read = edits.map(editOf);
  const bad = read.indexOf(null);
  if (bad >= 0) return fail('scenario-bad-edit', JSON.stringify(edits[bad] ?? null).slice(0, 80));
  return ok({ id, name: name.trim().slice(0, LONGEST_NAME), edits: read.filter((edit) => edit !== null) });
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function idsOf(value: unknown): readonly string[] | null {
  if (!Array.isArray(value) || value.length > MOST_IDS) return null;
  return value.every((id) => typeof id === 'string' && id.length <= LONGEST_ID) ? (value as string[]) : null;
}

function turnsOf(value: unknown): readonly StreetTurn[] | null {
  if (!Array.isArray(value) || value.length > MOST_IDS) return null;
  const turns = value.map((entry): StreetTurn | null => {
    const ends = fieldsOf(entry);
    const ids = ends === null ? null : idsOf([ends.fromId, ends.toId]);
    return ids === null ? null : { fromId: ids[0]!, toId: ids[1]! };
  });
  return turns.some((turn) => turn === null) ? null : turns.filter((turn) => turn !== null);
}

const within = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

function editOf(entry: unknown): ScenarioEdit | null {
  const fields = fieldsOf(entry);
  if (fields === null) return null;
  const streetIds = idsOf(fields.streetIds);
  switch (fields.kind) {
    case 'close-street':
      return streetIds && { kind: fields.kind, streetIds };
    case 'slow-street': {
      const { speedKmh } = fields;
      return streetIds && within(speedKmh, 5, 130) ? { kind: fields.kind, streetIds, speedKmh } : null;
    }
    case 'one-way': {
      const closedIds = idsOf(fields.closedIds);
      return streetIds && closedIds && { kind: fields.kind, streetIds, closedIds };
    }
    case 'change-lanes': {
      const { lanes } = fields;
      return streetIds && within(lanes, 1, 8) ? { kind: fields.kind, streetIds, lanes } : null;
    }
    case 'superblock': {
      const crossingIds = idsOf(fields.crossingIds);
      return streetIds && crossingIds && { kind: fields.kind, streetIds, crossingIds };
    }
    case 'plant-trees': {
      const { trees } = fields;
      return streetIds && within(trees, 0, 10_000) ? { kind: fields.kind, streetIds, trees } : null;
    }
    case 'electrify':
      return within(fields.share, 0, 1) ? { kind: fields.kind, share: fields.share } : null;
    case 'low-emission-zone':
      return within(fields.obeyed, 0, 1) ? { kind: fields.kind, obeyed: fields.obeyed } : null;
    case 'change-demand': {
      const { trips, factor } = fields;
      return (trips === 'all' || trips === 'through') && within(factor, 0, 3)
        ? { kind: fields.kind, trips, factor }
        : null;
    }
    case 'evaporation':
      return within(fields.share, 0, MOST_EVAPORATION) ? { kind: fields.kind, share: fields.share } : null;
    case 'turn-rule': {
      const { penaltyS } = fields;
      const turns = turnsOf(fields.turns);
      return turns && (penaltyS === null || within(penaltyS, 0, MOST_TURN_PENALTY_S))
        ? { kind: fields.kind, turns, penaltyS }
        : null;
    }
    case 'toll': {
      const { euros } = fields;
      return streetIds && within(euros, 0, MOST_TOLL_EUR) ? { kind: fields.kind, streetIds, euros } : null;
    }
    case 'distance-charge': {
      const { eurosPerKm } = fields;
      return within(eurosPerKm, 0, MOST_DISTANCE_CHARGE_EUR_KM) ? { kind: fields.kind, eurosPerKm } : null;
    }
    case 'change-fleet': {
      const fleet = fieldsOf(fields.fleet);
      if (fleet === null) return null;
      const shares = Object.entries(fleet).slice(0, 100);
      return shares.every((share): share is [string, number] => within(share[1], 0, 1))
        ? { kind: fields.kind, fleet: Object.fromEntries(shares) }
        : null;
    }
    default:
      return null;
  }
}
