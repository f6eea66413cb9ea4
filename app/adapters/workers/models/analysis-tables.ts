/** Analyses of the place as rows: `walking_access` by building, `street_sun` by street side. */
import type { StreetSun } from '../../../core/models/analyses/street-sun.ts';
import type { WalkingAccess } from '../../../core/models/analyses/walking-access.ts';
import type { WhatIfPlace } from '../../../core/models/scenario/place.ts';
import type { AccessSummary, SunSummary } from '../../../core/models/scenario/what-if.ts';
import type { Column, ColumnBatch } from '../../../core/store/column-batch.ts';

/** `bus-stop` becomes `bus_stop`; what is no letter or digit is an underscore. */
const columnName = (category: string) => category.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');

/** Infinity has no place in a column of minutes: no way there is NULL. */
function minutesColumn(name: string, values: Float64Array): Column {
  return {
    name,
    type: 'double',
    values: values.map((minutes) => (Number.isFinite(minutes) ? minutes : 0)),
    valid: Uint8Array.from(values, (minutes) => (Number.isFinite(minutes) ? 1 : 0)),
  };
}

export function accessBatch(access: WalkingAccess): ColumnBatch {
  const { buildingIds, categories } = access;
  const count = categories.length;
  const of = (values: Float64Array, k: number) =>
    Float64Array.from(buildingIds, (_, building) => values[building * count + k]!);
  const mean = Float64Array.from(buildingIds, (_, building) => {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += access.minutes[building * count + k]!;
    return sum / (count || 1);
  });
  return {
    table: 'walking_access',
    rowCount: buildingIds.length,
    columns: [
      { name: 'feature_id', type: 'text', values: buildingIds },
      { name: 'population', type: 'double', values: access.population },
      { name: 'elderly', type: 'double', values: access.elderly },
      { name: 'categories_reached', type: 'integer', values: access.reached },
      minutesColumn('mean_min', mean),
      ...categories.flatMap((category, k) => [
        minutesColumn(`${columnName(category)}_min`, of(access.minutes, k)),
        minutesColumn(`${columnName(category)}_elderly_min`, of(access.elderlyMinutes, k)),
        minutesColumn(`${columnName(category)}_straight_min`, of(access.straightMinutes, k)),
      ]),
    ],
  };
}

export function accessSummary(access: WalkingAccess, elapsedMs: number): AccessSummary {
  const { population, reached } = access;
  const people = population.reduce((sum, each) => sum + each, 0);
  const overPeople = (value: (building: number) => number) =>
    people > 0 ? population.reduce((sum, each, building) => sum + each * value(building), 0) / people : 0;
  return {
    withinMinutes: access.withinMinutes,
    meanReached: overPeople((building) => reached[building]!),
    shareReachingAll: overPeople((building) => (reached[building] === access.categories.length ? 1 : 0)),
    categories: access.categories.map((name, k) => ({
      name,
      coverage: access.coverage[k]!,
      elderlyCoverage: access.elderlyCoverage[k]!,
      straightCoverage: access.straightCoverage[k]!,
    })),
    gini: access.gini,
    withoutWay: access.withoutWay,
    people,
    elapsedMs,
  };
}

export function sunBatch(place: WhatIfPlace, sun: StreetSun): ColumnBatch {
  const { receptors } = place;
  const text = (name: string, values: readonly string[]): Column => ({ name, type: 'text', values });
  const double = (name: string, values: Float64Array): Column => ({ name, type: 'double', values });
  const ofSegment = (values: Float64Array) => Float64Array.from(receptors, ({ segment }) => values[segment]!);
  return {
    table: 'street_sun',
    rowCount: receptors.length,
    columns: [
      text(
        'receptor_id',
        receptors.map(({ id }) => id),
      ),
      text(
        'feature_id',
        receptors.map(({ streetId }) => streetId),
      ),
      text(
        'side',
        receptors.map(({ side }) => side),
      ),
      double('facade_low_sun_h', sun.facadeLowHours),
      double('facade_high_sun_h', sun.facadeHighHours),
      double('pavement_sun_h', sun.pavementHours),
      double('sky_view', ofSegment(sun.skyView)),
      double('heat_island_k', ofSegment(sun.heatIslandK)),
    ],
  };
}

/** Hours on 21 March that EN 17037 asks of dwellings at least (from memory). */
const ENOUGH_SUN_H = 1.5;

export function sunSummary(sun: StreetSun, dayStartMs: number, elapsedMs: number): SunSummary {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  return {
    dayStartMs,
    meanFacadeLowHours: mean(sun.facadeLowHours),
    meanFacadeHighHours: mean(sun.facadeHighHours),
    meanPavementHours: mean(sun.pavementHours),
    shareWithEnoughSun: mean(sun.facadeHighHours.map((hours) => (hours >= ENOUGH_SUN_H ? 1 : 0))),
    meanSkyView: mean(sun.skyView),
    meanHeatIslandK: mean(sun.heatIslandK),
    elapsedMs,
  };
}
