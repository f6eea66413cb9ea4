/** Results of a what-if as rows: `scenario_links` and `scenario_receptors`, one scenario at a time. */
import { writeWkb } from '../../../core/geo/wkb.ts';
import type { WhatIfPlace } from '../../../core/models/scenario/place.ts';
import type { ScenarioResult } from '../../../core/models/scenario/results.ts';
import type { Exploration, WhatIfStreet } from '../../../core/models/scenario/what-if.ts';
import type { Column, ColumnBatch } from '../../../core/store/column-batch.ts';

const difference = (after: Float64Array, before: Float64Array) => after.map((value, i) => value - before[i]!);

export function linkBatch(
  scenarioId: string,
  streets: readonly WhatIfStreet[],
  before: ScenarioResult,
  after: ScenarioResult,
): ColumnBatch {
  const text = (name: string, values: readonly string[]): Column => ({ name, type: 'text', values });
  const double = (name: string, values: Float64Array): Column => ({ name, type: 'double', values });
  return {
    table: 'scenario_links',
    rowCount: streets.length,
    columns: [
      text(
        'scenario_id',
        streets.map(() => scenarioId),
      ),
      text(
        'feature_id',
        streets.map(({ id }) => id),
      ),
      text(
        'name',
        streets.map(({ name }) => name),
      ),
      double('veh_day_before', before.links.vehPerDay),
      double('veh_day_after', after.links.vehPerDay),
      double('veh_day_change', difference(after.links.vehPerDay, before.links.vehPerDay)),
      double('speed_before_kmh', before.links.speedKmh),
      double('speed_after_kmh', after.links.speedKmh),
      double('saturation_after', after.links.saturation),
      double('nox_before_g_day', before.links.noxGPerDay),
      double('nox_after_g_day', after.links.noxGPerDay),
      double('pm25_after_g_day', after.links.pm25GPerDay),
      double('co2_after_kg_day', after.links.co2KgPerDay),
    ],
  };
}

/** Interval columns are NULL until the scenario has been explored. */
export function receptorBatch(
  scenarioId: string,
  place: WhatIfPlace,
  before: ScenarioResult,
  after: ScenarioResult,
  exploration: Exploration | null,
): ColumnBatch {
  const { receptors } = place;
  const text = (name: string, pick: (receptor: (typeof receptors)[number]) => string): Column => ({
    name,
    type: 'text',
    values: receptors.map(pick),
  });
  const double = (name: string, values: Float64Array): Column => ({ name, type: 'double', values });
  const of = (pick: (receptor: (typeof receptors)[number]) => number) => Float64Array.from(receptors, pick);
  const explored = (name: string, pick: (row: Exploration['receptors'][number]) => number): Column => ({
    name,
    type: 'double',
    values: exploration === null ? new Float64Array(receptors.length) : Float64Array.from(exploration.receptors, pick),
    valid: new Uint8Array(receptors.length).fill(exploration === null ? 0 : 1),
  });
  return {
    table: 'scenario_receptors',
    rowCount: receptors.length,
    columns: [
      text('scenario_id', () => scenarioId),
      text('receptor_id', ({ id }) => id),
      text('feature_id', ({ id }) => id),
      text('street_id', ({ streetId }) => streetId),
      text('side', ({ side }) => side),
      double(
        'lon',
        of(({ lon }) => lon),
      ),
      double(
        'lat',
        of(({ lat }) => lat),
      ),
      {
        name: 'geom',
        type: 'blob',
        values: receptors.map(({ lon, lat }) => writeWkb({ type: 'Point', coordinates: [lon, lat] })),
      },
      double(
        'population',
        of(({ population }) => population),
      ),
      double(
        'children',
        of(({ children }) => children),
      ),
      double(
        'elderly',
        of(({ elderly }) => elderly),
      ),
      double('no2_before', before.receptors.no2UgM3),
      double('no2_after', after.receptors.no2UgM3),
      explored('no2_after_low', ({ no2After }) => no2After.low),
      explored('no2_after_high', ({ no2After }) => no2After.high),
      double('no2_change', difference(after.receptors.no2UgM3, before.receptors.no2UgM3)),
      explored('no2_change_low', ({ no2 }) => no2.low),
      explored('no2_change_high', ({ no2 }) => no2.high),
      explored('no2_lower_probability', ({ no2 }) => no2.below),
      double('pm25_after', after.receptors.pm25UgM3),
      double('heat_before_k', before.receptors.heatIslandK),
      double('heat_after_k', after.receptors.heatIslandK),
      double('lden_before', before.receptors.ldenDb),
      double('lden_after', after.receptors.ldenDb),
      double('lden_change', difference(after.receptors.ldenDb, before.receptors.ldenDb)),
      explored('lden_change_low', ({ lden }) => lden.low),
      explored('lden_change_high', ({ lden }) => lden.high),
    ],
  };
}
