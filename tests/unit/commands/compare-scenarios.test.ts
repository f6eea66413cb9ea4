import { describe, expect, it } from 'vitest';
import { calculateCompared, cancelComparison, compareScenarios } from '../../../app/commands/compare-scenarios.ts';
import { deleteScenario } from '../../../app/commands/delete-scenario.ts';
import { evaluateScenario } from '../../../app/commands/evaluate-scenario.ts';
import { keepEvaluated } from '../../../app/commands/keep-evaluated.ts';
import { setDistrictEdit } from '../../../app/commands/set-district-edit.ts';
import { undoChange } from '../../../app/commands/undo-change.ts';
import type { AbortLike } from '../../../app/core/models/scenario/what-if.ts';
import { exploredOf, rowsId } from '../../../app/state/chosen-scenario.ts';
import { testApp } from '../../builders/app-context.ts';
import { AFTER, BEFORE, fakeWhatIf } from '../../builders/what-if.ts';

const scenario = (id: string, share: number) => ({ id, name: id, edits: [{ kind: 'electrify', share }] }) as const;
const SCENARIOS = [scenario('a', 0.2), scenario('b', 0.4), scenario('c', 0.6)];
const LOOKING = { form: 'model', scenarios: SCENARIOS, scenarioId: 'a' } as const;
const IDLE = { now: () => 0, after: () => () => undefined };
const never = (signal: AbortLike | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));

describe('scenarios beside each other', () => {
  it('stand in the order of the list, whatever is chosen first', () => {
    const app = testApp({}, LOOKING);
    compareScenarios(app, ['c', 'a', 'gone']);
    expect(app.store.getState().comparedIds).toEqual(['a', 'c']);
  });

  it('are calculated where their rows are of other edits, and drawn where that is asked', async () => {
    const whatIf = fakeWhatIf();
    const app = testApp({ whatIf }, LOOKING);
    compareScenarios(app, ['a', 'b']);
    await evaluateScenario(app).finished;
    await calculateCompared(app, false).finished;
    expect(whatIf.evaluated.map(({ id }) => id)).toEqual(['a', 'b']);
    await calculateCompared(app, true).finished;
    expect([whatIf.evaluated.length, whatIf.explored.map(({ id }) => id)]).toEqual([2, ['a', 'b']]);
    await calculateCompared(app, true).finished;
    expect(whatIf.explored).toHaveLength(2);
    expect(app.store.getState().compareRun.status).toBe('idle');
    setDistrictEdit(app, 'b', 'electrify', 80);
    await calculateCompared(app, false).finished;
    expect(whatIf.evaluated.map(({ id }) => id)).toEqual(['a', 'b', 'b']);
    const state = app.store.getState();
    expect(state.scenarios.map((one) => exploredOf(state, one) !== null)).toEqual([true, false, false]);
  });

  it('leave the one on the map alone', async () => {
    const app = testApp({}, LOOKING);
    await evaluateScenario(app).finished;
    compareScenarios(app, ['b', 'c']);
    await calculateCompared(app, false).finished;
    const state = app.store.getState();
    expect([state.scenarioRun.shownId, rowsId(state)]).toEqual(['a', 'a']);
    app.store.setState({ scenarioId: 'c' });
    // Its rows are there already: the map need not wait.
    expect(rowsId(app.store.getState())).toBe('c');
  });

  it('can be called off, and say why where they fail', async () => {
    const app = testApp({ whatIf: fakeWhatIf({ evaluate: (_, options) => never(options?.signal) }) }, LOOKING);
    compareScenarios(app, ['a', 'b']);
    const { finished } = calculateCompared(app, false);
    expect(app.store.getState().compareRun).toMatchObject({ status: 'running', scenarioId: 'a' });
    cancelComparison(app);
    await finished;
    expect(app.store.getState().compareRun.status).toBe('idle');
    const broken = testApp(
      { whatIf: fakeWhatIf({ evaluate: () => Promise.reject(new Error('out of memory')) }) },
      { ...LOOKING, comparedIds: ['a', 'b'] },
    );
    await calculateCompared(broken, false).finished;
    expect(broken.store.getState().compareRun).toMatchObject({
      status: 'failed',
      problem: { code: 'worker-failed', detail: 'out of memory' },
    });
  });

  it('lose their rows when they are deleted, and are calculated again when that is undone', async () => {
    const whatIf = fakeWhatIf();
    const app = testApp({ whatIf }, LOOKING);
    const stop = keepEvaluated(app, IDLE);
    compareScenarios(app, ['b', 'c']);
    await calculateCompared(app, true).finished;
    app.history.record(deleteScenario(app, 'c'));
    expect(whatIf.forgotten).toEqual(['c']);
    const { calculated, explored, comparedIds } = app.store.getState();
    expect([calculated.c, explored.c, comparedIds]).toEqual([undefined, undefined, ['b']]);
    undoChange(app);
    compareScenarios(app, ['b', 'c']);
    await calculateCompared(app, false).finished;
    expect(whatIf.evaluated.at(-1)?.id).toBe('c');
    stop();
  });

  it('make way for newer ones, which the page then knows', async () => {
    const models = fakeWhatIf();
    const whatIf = fakeWhatIf({
      evaluate: async (one, options) => ({
        ...(await models.evaluate(one, options)),
        dropped: one.id === 'c' ? ['a'] : [],
      }),
    });
    const app = testApp({ whatIf }, { ...LOOKING, comparedIds: ['a', 'b', 'c'] });
    await calculateCompared(app, false).finished;
    expect(Object.keys(app.store.getState().calculated)).toEqual(['b', 'c']);
  });
});

describe('a run that takes its time', () => {
  it('shows what it has so far as such, until the flows are settled', async () => {
    const models = fakeWhatIf();
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const whatIf = fakeWhatIf({
      async evaluate(one, options) {
        const partial = { before: BEFORE, after: AFTER };
        options?.onProgress?.({ step: 'assigning', share: 0.4, relativeGap: 0.01, partial });
        await held;
        return models.evaluate(one, options);
      },
    });
    const app = testApp({ whatIf }, LOOKING);
    const { finished } = evaluateScenario(app);
    expect(app.store.getState().scenarioRun).toMatchObject({
      after: AFTER,
      partialGap: 0.01,
      shownId: 'a',
      shownKey: null,
    });
    goOn();
    await finished;
    expect(app.store.getState().scenarioRun).toMatchObject({ status: 'done', partialGap: null, shownId: 'a' });
  });
});
