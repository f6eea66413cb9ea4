/**
 * Scenarios as text: what a person exports, imports, and what the browser keeps. Read as foreign input: what is not
 * understood is refused with the reason, never guessed at.
 */
import { fail, ok, type Result } from '../../base/result.ts';
import { MOST_EVAPORATION, type Scenario, type ScenarioEdit } from './edits.ts';

const FORMAT = 'maqueta-scenario';
const VERSION = 1;
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
  if (fields.format !== FORMAT || fields.version !== VERSION) {
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
