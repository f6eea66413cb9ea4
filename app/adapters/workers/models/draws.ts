/** Many draws of one scenario: what each says of the differences, and what all of them say together. */
import { randomFrom } from '../../../core/base/random.ts';
import type { PreparedScenario } from '../../../core/models/scenario/chain.ts';
import { CHAIN_PARAMETERS, drawOf } from '../../../core/models/scenario/parameters.ts';
import type { WhatIfPlace } from '../../../core/models/scenario/place.ts';
import type { Exploration } from '../../../core/models/scenario/what-if.ts';
import { latinHypercube, type Sample } from '../../../core/models/uncertainty/latin-hypercube.ts';
import { spreadOf } from '../../../core/models/uncertainty/spread.ts';
import { tornado } from '../../../core/models/uncertainty/tornado.ts';

/** Scenario − baseline, draw after draw. */
export interface DrawDifferences {
  readonly from: number;
  readonly until: number;
  readonly no2MeanUgM3: Float64Array;
  readonly vehKmPerDay: Float64Array;
  readonly co2TonnesPerDay: Float64Array;
  readonly peopleAboveNo2: Float64Array;
  /** `[draw * receptors + receptor]`, single precision: an interval needs no more. */
  readonly receptorNo2: Float32Array;
  readonly receptorLden: Float32Array;
  /** NO2 of the scenario itself, not its difference. */
  readonly receptorNo2After: Float32Array;
}

/** A gap at which differences of totals no longer move; closer is wasted on a draw. */
const DRAW_GAP = 1e-5;
/** A façade's change below this is no change: assignment's gap moves NO2 by up to 0.07 µg/m³ here and there. */
const NEGLIGIBLE = { no2UgM3: 0.05, ldenDb: 0.1 } as const;
const SEED = 20241107;

/** The same sample in every worker and on every visit. */
export function sampleOf(draws: number): Sample {
  return latinHypercube(CHAIN_PARAMETERS, draws, randomFrom(SEED, 'what-if', draws));
}

export interface DrawRange {
  readonly draws: number;
  readonly from: number;
  readonly until: number;
}

/** `next` is awaited after each draw and ends the work by resolving to false; then the result is null. */
export async function drawDifferences(
  baseline: PreparedScenario,
  scenario: PreparedScenario,
  receptorCount: number,
  { draws, from, until }: DrawRange,
  next: (done: number) => Promise<boolean>,
): Promise<DrawDifferences | null> {
  const { values, parameters } = sampleOf(draws);
  const count = until - from;
  const column = () => new Float64Array(count);
  const part: DrawDifferences = {
    from,
    until,
    no2MeanUgM3: column(),
    vehKmPerDay: column(),
    co2TonnesPerDay: column(),
    peopleAboveNo2: column(),
    receptorNo2: new Float32Array(count * receptorCount),
    receptorLden: new Float32Array(count * receptorCount),
    receptorNo2After: new Float32Array(count * receptorCount),
  };
  for (let i = 0; i < count; i++) {
    const draw = drawOf(values, (from + i) * parameters.length);
    const before = baseline.run(draw, { relativeGap: DRAW_GAP });
    const after = scenario.run(draw, { relativeGap: DRAW_GAP });
    for (const name of ['no2MeanUgM3', 'vehKmPerDay', 'co2TonnesPerDay', 'peopleAboveNo2'] as const) {
      part[name][i] = after.totals[name] - before.totals[name];
    }
    for (let r = 0; r < receptorCount; r++) {
      part.receptorNo2[i * receptorCount + r] = after.receptors.no2UgM3[r]! - before.receptors.no2UgM3[r]!;
      part.receptorNo2After[i * receptorCount + r] = after.receptors.no2UgM3[r]!;
      part.receptorLden[i * receptorCount + r] = after.receptors.ldenDb[r]! - before.receptors.ldenDb[r]!;
    }
    if (!(await next(i + 1))) return null;
  }
  return part;
}

/** `parts` together must hold every draw once. */
export function summariseDraws(
  scenarioId: string,
  place: WhatIfPlace,
  parts: readonly DrawDifferences[],
  evaporation: Exploration['evaporation'],
): Exploration {
  const ordered = [...parts].sort((a, b) => a.from - b.from);
  const draws = ordered.reduce((sum, { from, until }) => sum + until - from, 0);
  const column = (name: 'no2MeanUgM3' | 'vehKmPerDay' | 'co2TonnesPerDay' | 'peopleAboveNo2') => {
    const all = new Float64Array(draws);
    let at = 0;
    for (const part of ordered) {
      all.set(part[name], at);
      at += part[name].length;
    }
    return all;
  };
  const receptorCount = place.receptors.length;
  const ofReceptor = (name: 'receptorNo2' | 'receptorLden' | 'receptorNo2After', receptor: number) => {
    const all = new Float64Array(draws);
    let at = 0;
    for (const part of ordered) {
      const count = part.until - part.from;
      for (let i = 0; i < count; i++) all[at++] = part[name][i * receptorCount + receptor]!;
    }
    return all;
  };
  const no2 = column('no2MeanUgM3');
  return {
    scenarioId,
    draws,
    totals: {
      no2MeanUgM3: spreadOf(no2),
      vehKmPerDay: spreadOf(column('vehKmPerDay')),
      co2TonnesPerDay: spreadOf(column('co2TonnesPerDay')),
      peopleAboveNo2: spreadOf(column('peopleAboveNo2')),
    },
    receptors: place.receptors.map(({ id }, r) => {
      const after = spreadOf(ofReceptor('receptorNo2After', r));
      return {
        id,
        no2: spreadOf(ofReceptor('receptorNo2', r), NEGLIGIBLE.no2UgM3),
        lden: spreadOf(ofReceptor('receptorLden', r), NEGLIGIBLE.ldenDb),
        no2After: { low: after.low, high: after.high },
      };
    }),
    tornado: tornado(sampleOf(draws), no2),
    evaporation,
    elapsedMs: 0,
  };
}
