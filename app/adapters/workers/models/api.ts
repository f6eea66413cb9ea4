/**
 * The models without a worker around them: reads the place once, prepares scenarios, runs them. Everything it touches
 * comes as an argument.
 */

import { startStreetSun } from '../../../core/models/analyses/street-sun.ts';
import { walkingAccess } from '../../../core/models/analyses/walking-access.ts';
import type { ModelFit } from '../../../core/models/evaluation/fit.ts';
import type { FitMeasurements } from '../../../core/models/evaluation/measurements.ts';
import type { OwnPlaceReport } from '../../../core/models/own-place/own-place.ts';
import type { OwnPlaceSpec } from '../../../core/models/own-place/own-place-spec.ts';
import type { PlacedSensors, VirtualSensorsSpec } from '../../../core/models/own-place/virtual-sensors-spec.ts';
import { streetsInside } from '../../../core/models/scenario/apply-edits.ts';
import { createChain } from '../../../core/models/scenario/chain.ts';
import { MEDITERRANEAN_CLIMATE } from '../../../core/models/scenario/climate.ts';
import { CENTRAL_DRAW } from '../../../core/models/scenario/parameters.ts';
import { buildPlace, PLACE_TABLES, type PlaceFiles, type WhatIfPlace } from '../../../core/models/scenario/place.ts';
import { type ChainSettings, settingsKey, USUAL_SETTINGS } from '../../../core/models/scenario/settings.ts';
import { streetTrips } from '../../../core/models/scenario/street-trips.ts';
import {
  type AccessSummary,
  type StreetTripsSummary,
  type SunSummary,
  WhatIfError,
  type WhatIfStreet,
} from '../../../core/models/scenario/what-if.ts';
import { layerColumns } from '../layers/layer-columns.ts';
import { accessBatch, accessSummary, sunBatch, sunSummary } from './analysis-tables.ts';
import { type Asked, ModelsCancelled, type ModelsContext } from './asked.ts';
import type { ModelsAnswer, ModelsQuestion } from './codec.ts';
import { compareWithStations, fitBatches } from './fit.ts';
import { ownPlaceBatches, readOwnPlace } from './own-place.ts';
import { type RunnablePlace, ScenarioRuns, WANTED_GAP } from './scenario-runs.ts';
import { streetTripBatches, streetTripsSummary } from './street-trips-tables.ts';
import { cityTables, placeSensors, VIRTUAL_SENSORS_TABLE } from './virtual-sensors.ts';

interface Ready extends RunnablePlace {
  readonly files: PlaceFiles;
  readonly runs: ScenarioRuns;
}

export class ModelsApi {
  private ready: Promise<Ready> | null = null;
  private settings = USUAL_SETTINGS;
  /** Null for the shipped district. */
  private ownPlace: OwnPlaceSpec | null = null;

  constructor(private readonly context: ModelsContext) {}

  async answer(
    question: ModelsQuestion,
    asked: Asked,
    settings: ChainSettings = USUAL_SETTINGS,
  ): Promise<ModelsAnswer> {
    await this.calculateBy(settings);
    if (question.type === 'place') return { type: 'place', report: await this.setPlace(question, asked) };
    if (question.type === 'sensors') return { type: 'sensors', placed: await this.setSensors(question.spec) };
    const ready = await this.open(asked);
    switch (question.type) {
      case 'city':
        return { type: 'city', tables: cityTables(ready.files) };
      case 'streets':
        return { type: 'streets', streets: ready.streets };
      case 'inside':
        return { type: 'inside', ...streetsInside(ready.place, question.ring) };
      case 'evaluate':
        return { type: 'evaluate', outcome: await ready.runs.evaluate(question.scenario, asked) };
      case 'draw':
        return { type: 'draw', part: await ready.runs.draw(question.scenario, question, asked) };
      case 'summarise':
        return { type: 'summarise', exploration: await ready.runs.summarise(question.scenario, question.parts, asked) };
      case 'forget':
        await ready.runs.forget(question.scenarioIds);
        return { type: 'forget' };
      case 'through':
        return { type: 'through', summary: await this.through(ready, question, asked) };
      case 'access':
        return { type: 'access', summary: await this.access(ready, question.withinMinutes) };
      case 'sun':
        return { type: 'sun', summary: await this.sun(ready, question.dayStartMs, asked) };
      case 'fit':
        return { type: 'fit', fit: await this.fit(ready, question.measurements, asked) };
    }
  }

  /** The database has begun anew: what was stored is to be stored again. */
  async forgetStored(): Promise<void> {
    (await this.ready)?.runs.forgetStored();
  }

  /** Where the new place cannot be used, the one before stays, and the report says why. */
  private async setPlace(
    { spec, store }: ModelsQuestion & { readonly type: 'place' },
    asked: Asked,
  ): Promise<OwnPlaceReport | null> {
    const before = this.ready;
    if (spec === null) {
      if (this.ownPlace !== null) this.ready = null;
      this.ownPlace = null;
      await (await before?.catch(() => null))?.runs.clear();
      return null;
    }
    asked.onProgress({ step: 'reading', share: 0 });
    const { value, report } = await readOwnPlace(spec, this.context.readRows);
    if (asked.isCancelled()) throw new ModelsCancelled();
    if (value === null) return report;
    asked.onProgress({ step: 'preparing', share: 0 });
    if (store) await this.context.store(ownPlaceBatches(value));
    await (await before?.catch(() => null))?.runs.clear();
    this.ownPlace = spec;
    this.ready = Promise.resolve(this.prepared(value.place, value.files));
    return report;
  }

  private async setSensors(spec: VirtualSensorsSpec | null): Promise<PlacedSensors | null> {
    if (spec === null) {
      await this.context.store([layerColumns(VIRTUAL_SENSORS_TABLE, 'point', [])]);
      return null;
    }
    const { placed, batch } = await placeSensors(spec, this.context.readRows);
    await this.context.store([batch]);
    return placed;
  }

  /** What was calculated otherwise is not comparable: its rows go. */
  private async calculateBy(settings: ChainSettings): Promise<void> {
    if (settingsKey(settings) === settingsKey(this.settings)) return;
    this.settings = settings;
    const before = await this.ready?.catch(() => null);
    if (before === null || before === undefined) return;
    this.ready = Promise.resolve(this.prepared(before.place, before.files));
    await before.runs.clear();
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
    if (this.ownPlace !== null) {
      const { value } = await readOwnPlace(this.ownPlace, this.context.readRows);
      if (value === null) throw new WhatIfError('place-unusable', this.ownPlace.streets.table);
      return this.prepared(value.place, value.files);
    }
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
    return this.prepared(place, files);
  }

  private prepared(place: WhatIfPlace, files: PlaceFiles): Ready {
    const chain = createChain(place, MEDITERRANEAN_CLIMATE, this.settings);
    const runnable = { place, chain, streets: streetsOf(place, files), baseline: chain.prepare([]) };
    return { ...runnable, files, runs: new ScenarioRuns(runnable, this.context) };
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

  private async fit({ place }: Ready, measurements: FitMeasurements, asked: Asked): Promise<ModelFit> {
    const comparison = await compareWithStations(place, this.settings, measurements, async (share) => {
      asked.onProgress({ step: 'comparing', share });
      await this.context.turn();
      return !asked.isCancelled();
    });
    if (comparison === null) throw new ModelsCancelled();
    const stationIds = measurements.stations.map(({ id }) => id);
    await this.context.store(fitBatches(comparison, stationIds));
    return comparison.fit;
  }
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
