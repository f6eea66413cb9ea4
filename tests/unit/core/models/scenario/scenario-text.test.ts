import { describe, expect, it } from 'vitest';
import type { ScenarioEdit } from '../../../../../app/core/models/scenario/edits.ts';
import {
  readScenario,
  readScenarioList,
  writeScenario,
} from '../../../../../app/core/models/scenario/scenario-text.ts';

const EDITS: readonly ScenarioEdit[] = [
  { kind: 'close-street', streetIds: ['a-1'] },
  { kind: 'slow-street', streetIds: ['a-1'], speedKmh: 20 },
  { kind: 'one-way', streetIds: ['b-up'], closedIds: ['b-down'] },
  { kind: 'change-lanes', streetIds: ['a-1'], lanes: 1 },
  { kind: 'superblock', streetIds: ['a-1', 'a-2'], crossingIds: ['n2'] },
  { kind: 'plant-trees', streetIds: ['a-1'], trees: 40 },
  { kind: 'electrify', share: 0.3 },
  { kind: 'low-emission-zone', obeyed: 0.9 },
  { kind: 'change-fleet', fleet: { 'car-battery': 1 } },
  { kind: 'change-demand', trips: 'through', factor: 0.8 },
  { kind: 'evaporation', share: 0.15 },
  { kind: 'turn-rule', turns: [{ fromId: 'a-1', toId: 'b-up' }], penaltyS: null },
  { kind: 'turn-rule', turns: [{ fromId: 'a-1', toId: 'b-up' }], penaltyS: 45 },
  { kind: 'toll', streetIds: ['a-1'], euros: 2.5 },
  { kind: 'distance-charge', eurosPerKm: 0.2 },
];
const text = (fields: object) =>
  JSON.stringify({ format: 'maqueta-scenario', version: 1, name: 'Mine', edits: [], ...fields });

describe('a scenario as text', () => {
  it('comes back as it was, with every kind of edit', () => {
    const scenario = { id: 'scenario-1', name: 'Calm centre', edits: EDITS };
    expect(readScenario(writeScenario(scenario), 'scenario-9')).toEqual({
      value: { ...scenario, id: 'scenario-9' },
      issues: [],
    });
  });

  it('of the first version still opens', () => {
    const old = text({ version: 1, edits: [{ kind: 'slow-street', streetIds: ['a'], speedKmh: 30 }] });
    expect(readScenario(old, 'x').value?.edits).toEqual([{ kind: 'slow-street', streetIds: ['a'], speedKmh: 30 }]);
    expect(JSON.parse(writeScenario({ id: 'x', name: 'New', edits: [] }))).toMatchObject({ version: 2 });
  });

  it.each([
    ['not json', 'scenario-not-json'],
    ['[]', 'scenario-not-json'],
    ['{"format":"other","version":1}', 'scenario-other-format'],
    [text({ version: 3 }), 'scenario-other-format'],
    [text({ name: 7 }), 'scenario-other-format'],
    [text({ edits: [{ kind: 'demolish' }] }), 'scenario-bad-edit'],
    [text({ edits: [{ kind: 'evaporation', share: 0.5 }] }), 'scenario-bad-edit'],
    [text({ edits: [{ kind: 'slow-street', streetIds: ['a'], speedKmh: 'fast' }] }), 'scenario-bad-edit'],
    [text({ edits: [{ kind: 'close-street', streetIds: [7] }] }), 'scenario-bad-edit'],
    [text({ edits: [{ kind: 'toll', streetIds: ['a'], euros: -1 }] }), 'scenario-bad-edit'],
    [text({ edits: [{ kind: 'turn-rule', turns: [{ fromId: 'a' }], penaltyS: null }] }), 'scenario-bad-edit'],
    [text({ edits: [{ kind: 'turn-rule', turns: [], penaltyS: 'Infinity' }] }), 'scenario-bad-edit'],
    [text({ edits: Array.from({ length: 201 }, () => ({ kind: 'electrify', share: 1 })) }), 'scenario-too-large'],
  ])('is refused for what it is: %s', (foreign, code) => {
    const { value, issues } = readScenario(foreign, 'x');
    expect(value).toBeNull();
    expect(issues.map((issue) => issue.code)).toEqual([code]);
  });

  it('takes nothing along that no edit has', () => {
    const edit = { kind: 'electrify', share: 0.5, script: 'alert(1)' };
    expect(readScenario(text({ edits: [edit] }), 'x').value?.edits).toEqual([{ kind: 'electrify', share: 0.5 }]);
  });

  it('is kept as a list, from which odd entries are left out', () => {
    const kept = JSON.stringify([{ id: 'a', name: 'A', edits: EDITS }, { id: 7, name: 'B', edits: [] }, null, 'x']);
    expect(readScenarioList(kept).map(({ id }) => id)).toEqual(['a']);
    expect(readScenarioList(null)).toEqual([]);
    expect(readScenarioList('{"a":1}')).toEqual([]);
  });
});
