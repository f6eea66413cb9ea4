/**
 * Which scenarios have rows in the database. There is room for a dozen, or for as many as their values allow: the one that
 * was stored longest ago makes way, and is calculated again when it is asked about.
 */
import type { Scenario } from '../../../core/models/scenario/edits.ts';
import type { ColumnBatch } from '../../../core/store/column-batch.ts';

export const MOST_SCENARIOS = 12;
/** Values in all their rows together: 64 MB in memory. */
export const MOST_VALUES = 8_000_000;

/** Edits and place of a scenario: two with the same key have the same rows. */
export function scenarioKey({ id, edits }: Scenario): string {
  return JSON.stringify([id, edits]);
}

interface Stored {
  readonly key: string;
  readonly values: number;
}

export class ScenarioShelf {
  private readonly stored = new Map<string, Stored>();

  constructor(private readonly limits = { scenarios: MOST_SCENARIOS, values: MOST_VALUES }) {}

  holds(scenario: Scenario): boolean {
    return this.stored.get(scenario.id)?.key === scenarioKey(scenario);
  }

  /** Rows of the same scenario with other edits. */
  holdsOther(scenario: Scenario): boolean {
    return this.stored.has(scenario.id) && !this.holds(scenario);
  }

  /** Notes a scenario's rows; those of the scenarios that are named must go. */
  put(scenario: Scenario, batches: readonly ColumnBatch[]): readonly string[] {
    const values = batches.reduce((sum, { rowCount, columns }) => sum + rowCount * columns.length, 0);
    this.stored.delete(scenario.id);
    this.stored.set(scenario.id, { key: scenarioKey(scenario), values });
    const gone: string[] = [];
    let all = [...this.stored.values()].reduce((sum, stored) => sum + stored.values, 0);
    for (const [id, stored] of this.stored) {
      if (this.stored.size <= this.limits.scenarios && all <= this.limits.values) break;
      if (id === scenario.id) break;
      this.stored.delete(id);
      all -= stored.values;
      gone.push(id);
    }
    return gone;
  }

  ids(): readonly string[] {
    return [...this.stored.keys()];
  }

  clear(): void {
    this.stored.clear();
  }

  remove(scenarioIds: readonly string[]): void {
    for (const id of scenarioIds) this.stored.delete(id);
  }
}
