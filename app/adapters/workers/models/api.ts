/**
 * The models without a worker around them: reads the place once, prepares scenarios, runs them. Everything it touches
 * comes as an argument.
 */

import type { Issue } from '../../../core/base/result.ts';
import { startStreetSun } from '../../../core/models/analyses/street-sun.ts';
import { walkingAccess } from '../../../core/models/analyses/walking-access.ts';
import { streetsInside } from '../../../core/models/scenario/apply-edits.ts';
import { type Chain, createChain, type PreparedScenario } from '../../../core/models/scenario/chain.ts';
import type { EditIssueCode, Scenario } from '../../../core/models/scenario/edits.ts';
import { CENTRAL_DRAW } from '../../../core/models/scenario/parameters.ts';
import { buildPlace, PLACE_TABLES, type PlaceFiles, type WhatIfPlace } from '../../../core/models/scenario/place.ts';
import type { ScenarioResult } from '../../../core/models/scenario/results.ts';
import { streetTrips } from '../../../core/models/scenario/street-trips.ts';
import {
  type AccessSummary,
  type Exploration,
  type StreetTripsSummary,
  type SunSummary,
  WhatIfError,
  type WhatIfOutcome,
  type WhatIfProgress,
  type WhatIfStreet,
} from '../../../core/models/scenario/what-if.ts';
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import { accessBatch, accessSummary, sunBatch, sunSummary } from './analysis-tables.ts';
import type { ModelsAnswer, ModelsQuestion } from './codec.ts';
import { streetTripBatches, streetTripsSummary } from './street-trips-tables.ts';
import { type DrawDifferences, drawDifferences, summariseDraws } from './draws.ts';
import { linkBatch, receptorBatch } from './scenario-tables.ts';

export interface ModelsContext {
  /** The bytes of a table's GeoJSON file. */
  fetchTable(table: string): Promise<Uint8Array>;
  /** Makes the tables anew; resolves once their rows can be queried. */
  store(batches: readonly ColumnBatch[]): Promise<void>;
  /** Lets other messages have their turn. */
  turn(): Promise<void>;
  nowMs(): number;
}

export interface Asked {
  readonly onProgress: (progress: WhatIfProgress) => void;
  readonly isCancelled: () => boolean;
}

/** What was asked is not wanted any more. */
export class ModelsCancelled extends Error {
  override readonly name = 'ModelsCancelled';
}

/** Finer than the draws': a single run is looked at street by street, where a coarse gap shows as a change. */
const WANTED_GAP = 1e-6;
const EVAPORATION_SHARES = [0, 0.1, 0.2] as const;
/** Draws between two words of progress. */
const DRAWS_PER_WORD = 5;

interface Ready {
  readonly files: PlaceFiles;
  readonly place: WhatIfPlace;
  readonly chain: Chain;
  readonly streets: readonly WhatIfStreet[];
  readonly baseline: PreparedScenario;
}

export class ModelsApi {
  private ready: Promise<Ready> | null = null;
  /** Of the scenario that was evaluated last: its intervals are written beside its values. */
  private evaluated: {
    readonly key: string;
    readonly before: ScenarioResult;
    readonly after: ScenarioResult;
  } | null = null;
  private baselineResult: ScenarioResult | null = null;

  constructor(private readonly context: ModelsContext) {}

  async answer(question: ModelsQuestion, asked: Asked): Promise<ModelsAnswer> {
    const ready = await this.open(asked);
    switch (question.type) {
      case 'streets':
        return { type: 'streets', streets: ready.streets };
      case 'inside':
        return { type: 'inside', ...streetsInside(ready.place, question.ring) };
      case 'evaluate':
        return { type: 'evaluate', outcome: await this.evaluate(ready, question.scenario, asked) };
      case 'draw':
        return { type: 'draw', part: await this.draw(ready, question, asked) };
      case 'summarise':
        return {
          type: 'summarise',
          exploration: await this.summarise(ready, question.scenario, question.parts, asked),
        };
      case 'through':
        return { type: 'through', summary: await this.through(ready, question, asked) };
      case 'access':
        return { type: 'access', summary: await this.access(ready, question.withinMinutes) };
      case 'sun':
        return { type: 'sun', summary: await this.sun(ready, question.dayStartMs, asked) };
    }
  }

  private open(asked: Asked): Promise<Ready> {
    this.ready ??= this.read(asked).catch((error: unknown) => {
      // The next question tries again.
      this.ready = null;
      throw error;
    });
    return this.ready;
  }

  private async read({ onProgress }: Asked): Promise<Ready> {
    onProgress({ step: 'reading', share: 0 });
    let files: PlaceFiles;
    try {
      const entries = await Promise.all(
        PLACE_TABLES.map(async (table) => {
          const bytes = await this.context.fetchTable(table);
          return [table, JSON.parse(new TextDecoder().decode(bytes))] as const;
        }),
      );
      files = Object.fromEntries(entries) as unknown as PlaceFiles;
    } catch (error) {
      throw new WhatIfError('tables-unreachable', error instanceof Error ? error.message : String(error));
    }
    const { value: place, issues } = buildPlace(files);
    if (place === null) {
      throw new WhatIfError('place-unusable', issues.map(({ code, detail }) => `${code} ${detail ?? ''}`).join('; '));
    }
    onProgress({ step: 'preparing', share: 0 });
    const chain = createChain(place);
    return { files, place, chain, streets: streetsOf(place, files), baseline: chain.prepare([]) };
  }

  private async evaluate(ready: Ready, scenario: Scenario, asked: Asked): Promise<WhatIfOutcome> {
    const startMs = this.context.nowMs();
    const prepared = ready.chain.prepare(scenario.edits);
    const assigning = (relativeGap: number) => {
      asked.onProgress({ step: 'assigning', share: shareOfGap(relativeGap), relativeGap });
      return undefined;
    };
    this.baselineResult ??= ready.baseline.run(CENTRAL_DRAW, { relativeGap: WANTED_GAP });
    const before = this.baselineResult;
    await this.context.turn();
    if (asked.isCancelled()) throw new ModelsCancelled();
    const after = prepared.run(CENTRAL_DRAW, { relativeGap: WANTED_GAP, onProgress: assigning });
    await this.context.turn();
    if (asked.isCancelled()) throw new ModelsCancelled();
    asked.onProgress({ step: 'storing', share: 1 });
    await this.context.store([
      linkBatch(scenario.id, ready.streets, before, after),
      receptorBatch(scenario.id, ready.place, before, after, null),
    ]);
    this.evaluated = { key: keyOf(scenario), before, after };
    return {
      scenarioId: scenario.id,
      before: before.totals,
      after: after.totals,
      relativeGap: after.relativeGap,
      streets: ready.streets.map(({ id }, link) => ({
        streetId: id,
        vehPerDayBefore: before.links.vehPerDay[link]!,
        vehPerDayAfter: after.links.vehPerDay[link]!,
        speedBefore: before.links.speedKmh[link]!,
        speedAfter: after.links.speedKmh[link]!,
      })),
      receptors: ready.place.receptors.map(({ id, streetId, side, population, children, elderly }, r) => ({
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
      elapsedMs: this.context.nowMs() - startMs,
    };
  }

  private async draw(
    ready: Ready,
    question: ModelsQuestion & { readonly type: 'draw' },
    asked: Asked,
  ): Promise<DrawDifferences> {
    const { from, until } = question;
    const part = await drawDifferences(
      ready.baseline,
      ready.chain.prepare(question.scenario.edits),
      ready.place.receptors.length,
      question,
      async (done) => {
        if (done % DRAWS_PER_WORD === 0 || done === until - from) {
          asked.onProgress({ step: 'exploring', share: done / (until - from) });
        }
        await this.context.turn();
        return !asked.isCancelled();
      },
    );
    if (part === null) throw new ModelsCancelled();
    return part;
  }

  private async through(
    { chain, place, streets }: Ready,
    { scenario, streetIds }: ModelsQuestion & { readonly type: 'through' },
    asked: Asked,
  ): Promise<StreetTripsSummary> {
    const startMs = this.context.nowMs();
    const links = streetIds.flatMap((id) => place.streets.linkOf(id) ?? []);
    const selected = chain.prepare(scenario.edits).selectLinks(links, CENTRAL_DRAW, { relativeGap: WANTED_GAP });
    const trips = streetTrips(place, selected);
    await this.context.turn();
    if (asked.isCancelled()) throw new ModelsCancelled();
    await this.context.store(streetTripBatches(scenario.id, streetIds, streets, trips));
    return streetTripsSummary(streetIds, streets, trips, this.context.nowMs() - startMs);
  }

  private async access({ files, place }: Ready, withinMinutes: number): Promise<AccessSummary> {
    const startMs = this.context.nowMs();
    const access = walkingAccess(files, place, withinMinutes);
    await this.context.store([accessBatch(access)]);
    return accessSummary(access, this.context.nowMs() - startMs);
  }

  private async sun({ files, place }: Ready, dayStartMs: number, asked: Asked): Promise<SunSummary> {
    const startMs = this.context.nowMs();
    const run = startStreetSun(files.buildings, place, { dayStartMs });
    for (;;) {
      const { share, done } = run.next();
      asked.onProgress({ step: 'analysing', share });
      await this.context.turn();
      if (asked.isCancelled()) throw new ModelsCancelled();
      if (done) break;
    }
    const sun = run.result();
    await this.context.store([sunBatch(place, sun)]);
    return sunSummary(sun, dayStartMs, this.context.nowMs() - startMs);
  }

  private async summarise(
    ready: Ready,
    scenario: Scenario,
    parts: readonly DrawDifferences[],
    asked: Asked,
  ): Promise<Exploration> {
    const exploration = summariseDraws(scenario.id, ready.place, parts, this.evaporationCases(ready, scenario));
    // Intervals belong beside the values of the same edits: they are written where those are still the ones stored.
    const { evaluated } = this;
    if (evaluated !== null && evaluated.key === keyOf(scenario)) {
      asked.onProgress({ step: 'storing', share: 1 });
      await this.context.store([
        receptorBatch(scenario.id, ready.place, evaluated.before, evaluated.after, exploration),
      ]);
    }
    return exploration;
  }

  /** The choice that may turn the sign, apart from what is drawn. */
  private evaporationCases({ chain, baseline }: Ready, scenario: Scenario): Exploration['evaporation'] {
    if (!chain.prepare(scenario.edits).inputs.changedLinks.includes(1)) return [];
    this.baselineResult ??= baseline.run(CENTRAL_DRAW, { relativeGap: WANTED_GAP });
    const before = this.baselineResult.totals.no2MeanUgM3;
    return EVAPORATION_SHARES.map((share) => {
      const edits = [...scenario.edits, { kind: 'evaporation', share } as const];
      const after = chain.prepare(edits).run(CENTRAL_DRAW, { relativeGap: WANTED_GAP });
      return { share, no2MeanChangeUgM3: after.totals.no2MeanUgM3 - before };
    });
  }
}

/** Said from one trip a day on: below it is arithmetic. */
function cutOff(before: ScenarioResult, after: ScenarioResult): readonly Issue<EditIssueCode>[] {
  const lost = after.unservedTripsPerDay - before.unservedTripsPerDay;
  return lost < 1 ? [] : [{ code: 'edit-cuts-off', severity: 'warning', detail: String(Math.round(lost)) }];
}

function keyOf({ id, edits }: Scenario): string {
  return JSON.stringify([id, edits]);
}

/** A gap of 1 is the beginning, 1e-5 the end; between them its logarithm counts. */
function shareOfGap(relativeGap: number): number {
  if (!(relativeGap > 0)) return 1;
  return Math.min(1, Math.max(0, -Math.log10(relativeGap) / 5));
}

function streetsOf({ streets }: WhatIfPlace, files: PlaceFiles): readonly WhatIfStreet[] {
  const names = new Map(
    files.streets.features.map(({ properties }) => [String(properties?.feature_id), String(properties?.name ?? '')]),
  );
  const byEnds = new Map(streets.linkIds.map((id, link) => [`${streets.from[link]} ${streets.to[link]}`, id]));
  return streets.linkIds.map((id, link): WhatIfStreet => {
    const from = streets.from[link]!;
    const to = streets.to[link]!;
    return {
      id,
      name: names.get(id) ?? '',
      fromId: streets.nodeIds[from]!,
      toId: streets.nodeIds[to]!,
      oppositeId: byEnds.get(`${to} ${from}`) ?? null,
      lanes: streets.lanes[link]!,
      speedKmh: streets.freeSpeedKmh[link]!,
      lon: (streets.nodeLon[from]! + streets.nodeLon[to]!) / 2,
      lat: (streets.nodeLat[from]! + streets.nodeLat[to]!) / 2,
    };
  });
}
