import { describe, expect, it } from 'vitest';
import { cancelEvaluation } from '../../../app/commands/cancel-evaluation.ts';
import { cancelExploration } from '../../../app/commands/cancel-exploration.ts';
import { evaluateScenario } from '../../../app/commands/evaluate-scenario.ts';
import { exploreScenario } from '../../../app/commands/explore-scenario.ts';
import { keepEvaluated } from '../../../app/commands/keep-evaluated.ts';
import { laySuperblockAround } from '../../../app/commands/lay-superblock.ts';
import { setDistrictEdit } from '../../../app/commands/set-district-edit.ts';
import { writeWkb } from '../../../app/core/geo/wkb.ts';
import { type AbortLike, WhatIfError } from '../../../app/core/models/scenario/what-if.ts';
import { chosenExplored, isShown } from '../../../app/state/chosen-scenario.ts';
import { noticeKeys, testApp } from '../../builders/app-context.ts';
import { resultTable } from '../../builders/result-table.ts';
import { fakeDatabase } from '../../builders/ui-ports.ts';
import { AFTER, BEFORE, fakeWhatIf } from '../../builders/what-if.ts';

const SCENARIO = { id: 'scenario-1', name: 'Calm', edits: [{ kind: 'electrify', share: 0.5 }] } as const;
const LOOKING = { form: 'model', scenarios: [SCENARIO], scenarioId: 'scenario-1' } as const;
const never = (signal: AbortLike | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));

describe('a run of the models', () => {
  it('puts the totals into the state and says of what they are', async () => {
    const app = testApp({}, LOOKING);
    await evaluateScenario(app).finished;
    const { scenarioRun } = app.store.getState();
    expect(scenarioRun).toMatchObject({ status: 'done', before: BEFORE, after: AFTER, problem: null });
    expect(isShown(app.store.getState())).toBe(true);
    setDistrictEdit(app, 'scenario-1', 'electrify', 10);
    expect(isShown(app.store.getState())).toBe(false);
  });

  it('asks for the baseline where no scenario is chosen', async () => {
    const whatIf = fakeWhatIf();
    const app = testApp({ whatIf }, { form: 'model' });
    await evaluateScenario(app).finished;
    expect(whatIf.evaluated).toEqual([{ id: 'baseline', name: '', edits: [] }]);
    expect(app.store.getState().scenarioRun.after).toEqual(BEFORE);
  });

  it('ends an older one, whose answer is not shown any more', async () => {
    let answer: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const models = fakeWhatIf();
    const whatIf = fakeWhatIf({
      evaluate: async (scenario, options) => {
        if (scenario.id === 'baseline') await slow;
        return models.evaluate(scenario, options);
      },
    });
    const app = testApp({ whatIf }, { ...LOOKING, scenarioId: null });
    const older = evaluateScenario(app).finished;
    app.store.setState({ scenarioId: 'scenario-1' });
    await evaluateScenario(app).finished;
    answer();
    await older;
    expect(app.store.getState().scenarioRun.after).toEqual(AFTER);
  });

  it('can be cancelled, and what was shown stays', async () => {
    const app = testApp({ whatIf: fakeWhatIf({ evaluate: (_, options) => never(options?.signal) }) }, LOOKING);
    const { finished } = evaluateScenario(app);
    cancelEvaluation(app);
    await finished;
    expect(app.store.getState().scenarioRun).toMatchObject({ status: 'cancelled', problem: null, after: null });
  });

  it('that fails says why', async () => {
    const whatIf = fakeWhatIf({
      evaluate: async () => {
        throw new WhatIfError('tables-unreachable', 'streets.geojson: 404');
      },
    });
    const app = testApp({ whatIf }, LOOKING);
    await evaluateScenario(app).finished;
    expect(app.store.getState().scenarioRun).toMatchObject({
      status: 'failed',
      problem: { code: 'tables-unreachable', detail: 'streets.geojson: 404' },
    });
  });

  it('follows the edits once they rest, and a restart of the database', async () => {
    const whatIf = fakeWhatIf();
    let restart: (phase: 'restarting' | 'ready') => void = () => undefined;
    const database = {
      ...fakeDatabase(),
      onRestart: (listener: typeof restart) => {
        restart = listener;
        return () => undefined;
      },
    };
    const app = testApp({ whatIf, database }, LOOKING);
    const waiting: (() => void)[] = [];
    const scheduler = {
      now: () => 0,
      after: (_: number, work: () => void) => {
        waiting.push(work);
        return () => void waiting.splice(waiting.indexOf(work), 1);
      },
    };
    const stop = keepEvaluated(app, scheduler);
    for (const percent of [55, 60, 65]) setDistrictEdit(app, 'scenario-1', 'electrify', percent);
    expect(waiting).toHaveLength(1);
    waiting[0]?.();
    restart('ready');
    expect(whatIf.evaluated.map(({ edits }) => edits)).toEqual([
      [{ kind: 'electrify', share: 0.5 }],
      [{ kind: 'electrify', share: 0.65 }],
      [{ kind: 'electrify', share: 0.65 }],
    ]);
    stop();
    setDistrictEdit(app, 'scenario-1', 'electrify', 5);
    expect(whatIf.evaluated).toHaveLength(3);
  });
});

describe('the draws', () => {
  it('leave their spreads in the state', async () => {
    const app = testApp({}, LOOKING);
    await exploreScenario(app).finished;
    const state = app.store.getState();
    expect(state.exploreRun.status).toBe('done');
    expect(chosenExplored(state)?.totals.no2MeanUgM3.change).toMatchObject({ lower: 997, draws: 1000 });
  });

  it('leave nothing when they are cancelled', async () => {
    const app = testApp({ whatIf: fakeWhatIf({ explore: (_, options) => never(options?.signal) }) }, LOOKING);
    const { finished } = exploreScenario(app);
    expect(app.store.getState().exploreRun.status).toBe('running');
    cancelExploration(app);
    await finished;
    expect(app.store.getState().exploreRun).toMatchObject({ status: 'idle' });
    expect(app.store.getState().explored).toEqual({});
  });
});

describe('laying a superblock', () => {
  const square = (x: number) =>
    writeWkb({
      type: 'Polygon',
      coordinates: [
        [
          [x, 0],
          [x + 0.8, 0],
          [x + 0.8, 0.8],
          [x, 0],
        ],
      ],
    });
  const blocks = resultTable(
    [
      ['feature_id', 'text'],
      ['centroid_lon', 'number'],
      ['centroid_lat', 'number'],
      ['geom', 'blob'],
    ],
    [
      ['block-1', 0.5, 0.5, square(0)],
      ['block-2', 1.5, 0.5, square(1)],
    ],
  );
  const here = resultTable([['feature_id', 'text']], [['block-1']]);
  const draftEdit = { kind: 'superblock', streetIds: [], crossingIds: [] } as const;

  it('picks the streets and crossings inside the blocks around what was clicked', async () => {
    const rings: unknown[] = [];
    const whatIf = fakeWhatIf({
      inside: async (ring) => {
        rings.push(ring);
        return { streetIds: ['a-1', 'b-up', 'b-down'], crossingIds: ['n2'] };
      },
    });
    const database = fakeDatabase([
      [/ORDER BY pow/, here],
      [/geom FROM blocks/, blocks],
    ]);
    const app = testApp({ database, whatIf }, { ...LOOKING, draftEdit });
    await laySuperblockAround(app, { layerId: 'buildings', featureId: 'building-1' }).finished;
    expect(app.store.getState().draftEdit).toEqual({
      kind: 'superblock',
      streetIds: ['a-1', 'b-up', 'b-down'],
      crossingIds: ['n2'],
    });
    expect(rings).toEqual([
      [
        [0, 0],
        [1.8, 0],
        [1.8, 0.8],
        [0.8, 0.8],
      ],
    ]);
    expect(database.asked[0]).toContain('"buildings"');
  });

  it('says so where nothing lies inside', async () => {
    const whatIf = fakeWhatIf({ inside: async () => ({ streetIds: [], crossingIds: [] }) });
    const app = testApp({ whatIf }, { ...LOOKING, draftEdit });
    await laySuperblockAround(app, { layerId: 'buildings', featureId: 'building-1' }).finished;
    expect(noticeKeys(app)).toEqual(['notice.superblock-nothing']);
    expect(app.store.getState().draftEdit).toEqual(draftEdit);
  });
});
