import { describe, expect, it } from 'vitest';
import { MOST_SCENARIOS, ScenarioShelf } from '../../../../../app/adapters/workers/models/scenario-shelf.ts';
import type { ColumnBatch } from '../../../../../app/core/store/column-batch.ts';

const scenario = (id: string, share = 0.5) => ({ id, name: id, edits: [{ kind: 'electrify', share }] }) as const;
const batch = (rowCount: number): readonly ColumnBatch[] => [
  { table: 'scenario_links', rowCount, columns: [{ name: 'scenario_id', type: 'text', values: [] }] },
];

describe('the shelf of stored scenarios', () => {
  it('knows a scenario by its edits, not by its name', () => {
    const shelf = new ScenarioShelf();
    shelf.put(scenario('a'), batch(10));
    expect(shelf.holds({ ...scenario('a'), name: 'another' })).toBe(true);
    expect(shelf.holds(scenario('a', 0.6))).toBe(false);
    expect(shelf.holdsOther(scenario('a', 0.6))).toBe(true);
    expect(shelf.holdsOther(scenario('b'))).toBe(false);
  });

  it('has room for a dozen: the one stored longest ago makes way', () => {
    const shelf = new ScenarioShelf();
    for (let i = 0; i < MOST_SCENARIOS; i++) expect(shelf.put(scenario(`s-${i}`), batch(10))).toEqual([]);
    shelf.put(scenario('s-0', 0.6), batch(10));
    expect(shelf.put(scenario('new'), batch(10))).toEqual(['s-1']);
    expect(shelf.holds(scenario('s-0', 0.6))).toBe(true);
  });

  it('has room for fewer large ones, but always for the newest', () => {
    const shelf = new ScenarioShelf({ scenarios: 12, values: 1_000 });
    expect(shelf.put(scenario('a'), batch(600))).toEqual([]);
    expect(shelf.put(scenario('b'), batch(300))).toEqual([]);
    expect(shelf.put(scenario('c'), batch(5_000))).toEqual(['a', 'b']);
    expect(shelf.holds(scenario('c'))).toBe(true);
  });
});
