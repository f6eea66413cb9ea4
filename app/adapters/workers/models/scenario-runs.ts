/** Scenarios of one place, run and drawn: their figures for the page, their rows for the database. */
import type { Issue } from '../../../core/base/result.ts';
import type { Chain, PreparedScenario, ScenarioSteps } from '../../../core/models/scenario/chain.ts';
import { STREET_AIR_MODELS } from '../../../core/models/scenario/dilution-table.ts';
import type { EditIssueCode, Scenario } from '../../../core/models/scenario/edits.ts';
import { CENTRAL_DRAW } from '../../../core/models/scenario/parameters.ts';
import type { WhatIfPlace } from '../../../core/models/scenario/place.ts';
import type { ScenarioResult } from '../../../core/models/scenario/results.ts';
import type {
  Exploration,
  WhatIfOutcome,
  WhatIfProgress,
  WhatIfStreet,
} from '../../../core/models/scenario/what-if.ts';
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import { type Asked, ModelsCancelled, type ModelsContext } from './asked.ts';
import {
  type DrawPart,
  type DrawRange,
  drawBoth,
  including,
  type SummarisedDraws,
  summariseDraws,
  varyBoth,
} from './draws.ts';
import { ScenarioShelf } from './scenario-shelf.ts';
import {
  drawsBatch,
  linkBatch,
  receptorBatch,
  SCENARIO_TABLES,
  type ScenarioRows,
  totalsBatch,
} from './scenario-tables.ts';

/** Finer than the draws': a single run is looked at street by street, where a coarse gap shows as a change. */
export const WANTED_GAP = 1e-6;
const EVAPORATION_SHARES = [0, 0.1, 0.2] as const;
/** Draws between two words of progress. */
const DRAWS_PER_WORD = 5;
/** Provisional ones, which are quicker, between two looks at whether they are wanted. */
const VARIED_PER_WORD = 8;

/** How often a run that takes its time tells its gap, and hears whether it is still wanted. */
const WORD_MS = 50;
/** After so long a run shows what there is; then from time to time, as writing rows costs time too. */
const FIRST_PARTIAL_MS = 1_000;
const NEXT_PARTIAL_MS = 2_000;

export interface RunnablePlace {
  readonly place: WhatIfPlace;
  readonly chain: Chain;
  readonly streets: readonly WhatIfStreet[];
  readonly baseline: PreparedScenario;
}

/** A run that is over, and can still be asked what its ways come to with other numbers. */
interface WatchedRun {
  readonly result: ScenarioResult;
  readonly steps: ScenarioSteps;
}

export class ScenarioRuns {
  private readonly shelf = new ScenarioShelf();
  private baselineRun: WatchedRun | null = null;
  /** The baseline under the provisional draws, one after the other: the same for every scenario. */
  private readonly baselineVaried: ScenarioResult[] = [];

  constructor(
    private readonly ready: RunnablePlace,
    private readonly context: Pick<ModelsContext, 'storeRows' | 'turn' | 'nowMs'>,
  ) {}

  /** Rows are stored where the database does not have those of the same edits already, with their intervals. */
  async evaluate(scenario: Scenario, asked: Asked): Promise<WhatIfOutcome> {
    const { chain, streets, place } = this.ready;
    const startMs = this.context.nowMs();
    const prepared = chain.prepare(scenario.edits);
    const isBaseline = scenario.edits.length === 0;
    this.baselineRun ??= await this.watched(this.ready.baseline, asked, async (result) =>
      isBaseline ? this.storePartial(scenario, result, result) : undefined,
    );
    const baseline = this.baselineRun;
    const before = baseline.result;
    await this.pause(asked);
    const run = await this.watched(prepared, asked, (result) => this.storePartial(scenario, before, result));
    const after = run.result;
    await this.pause(asked);
    const provisional = await this.provisional(baseline, run, asked);
    let dropped: readonly string[] = [];
    if (!this.shelf.holds(scenario)) {
      asked.onProgress({ step: 'storing', share: 1 });
      dropped = await this.store(scenario, {
        scenarioId: scenario.id,
        before,
        after,
        ranges: { kind: 'provisional', summary: provisional },
      });
    }
    return {
      scenarioId: scenario.id,
      before: before.totals,
      after: after.totals,
      provisional: provisional.totals,
      relativeGap: after.relativeGap,
      streets: streets.map(({ id }, link) => ({
        streetId: id,
        vehPerDayBefore: before.links.vehPerDay[link]!,
        vehPerDayAfter: after.links.vehPerDay[link]!,
        speedBefore: before.links.speedKmh[link]!,
        speedAfter: after.links.speedKmh[link]!,
      })),
      receptors: place.receptors.map(({ id, streetId, side, population, children, elderly }, r) => ({
        id,
        streetId,
        side,
        population,
        children,
        elderly,
        no2Before: before.receptors.no2UgM3[r]!,
        no2After: after.receptors.no2UgM3[r]!,
        ldenBefore: before.receptors.ldenDb[r]!,
        ldenAfter: after.receptors.ldenDb[r]!,
      })),
      issues: [...prepared.issues, ...cutOff(before, after)],
      dropped,
      elapsedMs: this.context.nowMs() - startMs,
    };
  }

  async draw(scenario: Scenario, range: DrawRange, asked: Asked): Promise<DrawPart> {
    const { chain, baseline } = this.ready;
    const count = range.until - range.from;
    const part = await drawBoth(
      chain.parameters,
      baseline,
      chain.prepare(scenario.edits),
      this.counts(),
      range,
      async (done) => {
        if (done % DRAWS_PER_WORD === 0 || done === count) asked.onProgress({ step: 'exploring', share: done / count });
        await this.context.turn();
        return !asked.isCancelled();
      },
    );
    if (part === null) throw new ModelsCancelled();
    return part;
  }

  async summarise(scenario: Scenario, parts: readonly DrawPart[], asked: Asked): Promise<Exploration> {
    const summary = summariseDraws(this.ready.chain.parameters, parts, this.counts());
    await this.pause(asked);
    const before = this.before();
    const after = this.central(scenario);
    await this.pause(asked);
    // Ranges belong beside the values of the same edits: other ones may have been evaluated while these were drawn.
    let dropped: readonly string[] = [];
    if (!this.shelf.holdsOther(scenario)) {
      asked.onProgress({ step: 'storing', share: 1 });
      dropped = await this.store(scenario, {
        scenarioId: scenario.id,
        before,
        after,
        ranges: { kind: 'draws', summary },
      });
    }
    return {
      scenarioId: scenario.id,
      draws: summary.draws,
      totals: summary.totals,
      tornado: summary.tornado,
      structure: this.structure(scenario),
      evaporation: this.evaporationCases(scenario),
      dropped,
      elapsedMs: 0,
    };
  }

  async forget(scenarioIds: readonly string[]): Promise<void> {
    this.shelf.remove(scenarioIds);
    await this.context.storeRows(SCENARIO_TABLES.map((table) => ({ table, scenarioIds, batch: null })));
  }

  /** Takes all rows out: they are of a place that is not looked at any more. */
  async clear(): Promise<void> {
    await this.forget(this.shelf.ids());
  }

  /** Rows are not in the database any more, or may not be. */
  forgetStored(): void {
    this.shelf.clear();
  }

  /** A run that can be called off, tells its gap, and shows what it has by then where it takes longer than a moment. */
  private async watched(
    prepared: PreparedScenario,
    asked: Asked,
    partial: (result: ScenarioResult) => Promise<WhatIfProgress['partial']>,
  ): Promise<WatchedRun> {
    const { context } = this;
    const steps = prepared.begin(CENTRAL_DRAW, { relativeGap: WANTED_GAP });
    let heardMs = context.nowMs();
    let nextPartialMs = heardMs + FIRST_PARTIAL_MS;
    for (;;) {
      const { relativeGap, isPreparing, done } = steps.next();
      const share = shareOfGap(relativeGap) * (isPreparing ? 0.5 : 1);
      const progress = { step: isPreparing ? 'preparing' : 'assigning', share, relativeGap } as const;
      if (done) return { result: steps.result()!, steps };
      const nowMs = context.nowMs();
      if (nowMs - heardMs < WORD_MS) continue;
      heardMs = nowMs;
      asked.onProgress(progress);
      await this.pause(asked);
      const result = nowMs < nextPartialMs ? null : steps.result();
      if (result === null) continue;
      const totals = await partial(result);
      if (totals !== undefined) asked.onProgress({ ...progress, partial: totals });
      nextPartialMs = context.nowMs() + NEXT_PARTIAL_MS;
    }
  }

  /** Ranges before any draws: see `varyBoth`. */
  private async provisional(baseline: WatchedRun, run: WatchedRun, asked: Asked): Promise<SummarisedDraws> {
    const counts = this.counts();
    const { parameters } = this.ready.chain;
    const part = await varyBoth(
      parameters,
      (draw, index) => {
        this.baselineVaried[index] ??= baseline.steps.vary(draw)!;
        return this.baselineVaried[index];
      },
      run.steps,
      counts,
      async (done) => {
        if (done % VARIED_PER_WORD === 0) await this.context.turn();
        return !asked.isCancelled();
      },
    );
    if (part === null) throw new ModelsCancelled();
    return including(summariseDraws(parameters, [part], counts), baseline.result, run.result);
  }

  /** Flows that are not settled: the final rows take the place of these. */
  private async storePartial(
    scenario: Scenario,
    before: ScenarioResult,
    after: ScenarioResult,
  ): Promise<WhatIfProgress['partial']> {
    await this.store(scenario, { scenarioId: scenario.id, before, after, ranges: null });
    this.shelf.remove([scenario.id]);
    return { before: before.totals, after: after.totals };
  }

  private async store(scenario: Scenario, rows: ScenarioRows): Promise<readonly string[]> {
    const { streets, place } = this.ready;
    const batches: ColumnBatch[] = [linkBatch(streets, rows), receptorBatch(place.receptors, rows), totalsBatch(rows)];
    if (rows.ranges?.kind === 'draws') batches.push(drawsBatch(scenario.id, rows.ranges.summary));
    const dropped = this.shelf.put(scenario, batches);
    const scenarioIds = [scenario.id, ...dropped];
    const changes = SCENARIO_TABLES.map((table) => ({
      table,
      scenarioIds,
      batch: batches.find((batch) => batch.table === table) ?? null,
    }));
    await this.context.storeRows(changes).catch((error: unknown) => {
      this.shelf.remove([scenario.id]);
      throw error;
    });
    return dropped;
  }

  private before(): ScenarioResult {
    return this.baselineRun?.result ?? this.ready.baseline.run(CENTRAL_DRAW, { relativeGap: WANTED_GAP });
  }

  private central({ edits }: Pick<Scenario, 'edits'>, streetModel = CENTRAL_DRAW.streetModel): ScenarioResult {
    const { chain, baseline } = this.ready;
    const prepared = edits.length === 0 ? baseline : chain.prepare(edits);
    return prepared.run({ ...CENTRAL_DRAW, streetModel }, { relativeGap: WANTED_GAP });
  }

  /** What the three street air models say, all else the same. */
  private structure(scenario: Scenario): Exploration['structure'] {
    return STREET_AIR_MODELS.map(({ id }, model) => ({
      model: id,
      no2BeforeUgM3: this.central({ edits: [] }, model).totals.no2MeanUgM3,
      no2AfterUgM3: this.central(scenario, model).totals.no2MeanUgM3,
    }));
  }

  /** The choice that may turn the sign, apart from what is drawn. */
  private evaporationCases(scenario: Scenario): Exploration['evaporation'] {
    if (!this.ready.chain.prepare(scenario.edits).inputs.changedLinks.includes(1)) return [];
    const before = this.before().totals.no2MeanUgM3;
    return EVAPORATION_SHARES.map((share) => {
      const after = this.central({ edits: [...scenario.edits, { kind: 'evaporation', share }] });
      return { share, no2MeanChangeUgM3: after.totals.no2MeanUgM3 - before };
    });
  }

  private counts() {
    return { links: this.ready.streets.length, receptors: this.ready.place.receptors.length };
  }

  /** Lets other messages have their turn, among them the one that calls this off. */
  private async pause(asked: Asked): Promise<void> {
    await this.context.turn();
    if (asked.isCancelled()) throw new ModelsCancelled();
  }
}

/** Said from one trip a day on: below it is arithmetic. */
function cutOff(before: ScenarioResult, after: ScenarioResult): readonly Issue<EditIssueCode>[] {
  const lost = after.unservedTripsPerDay - before.unservedTripsPerDay;
  return lost < 1 ? [] : [{ code: 'edit-cuts-off', severity: 'warning', detail: String(Math.round(lost)) }];
}

/** A gap of 1 is the beginning, 1e-5 the end; between them its logarithm counts. */
function shareOfGap(relativeGap: number): number {
  if (!(relativeGap > 0)) return 1;
  return Math.min(1, Math.max(0, -Math.log10(relativeGap) / 5));
}
