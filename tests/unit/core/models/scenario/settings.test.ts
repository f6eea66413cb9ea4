import { beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../../app/core/base/random.ts';
import { type Chain, createChain } from '../../../../../app/core/models/scenario/chain.ts';
import { MEDITERRANEAN_CLIMATE } from '../../../../../app/core/models/scenario/climate.ts';
import { DAY_PARTS, MEAN_DAY_PER_PEAK, NOISE_HOURS } from '../../../../../app/core/models/scenario/day-parts.ts';
import { CENTRAL_DRAW, chainParameters, drawOf } from '../../../../../app/core/models/scenario/parameters.ts';
import { buildPlace, type WhatIfPlace } from '../../../../../app/core/models/scenario/place.ts';
import type { ScenarioResult } from '../../../../../app/core/models/scenario/results.ts';
import {
  type ChainSettings,
  readSettings,
  settingsKey,
  USUAL_SETTINGS,
  unusualSettings,
} from '../../../../../app/core/models/scenario/settings.ts';
import { baechlinNo2UgM3, rombergNo2UgM3 } from '../../../../../app/core/models/street-air/annual-no2.ts';
import { latinHypercube } from '../../../../../app/core/models/uncertainty/latin-hypercube.ts';
import { rangeOf } from '../../../../../app/core/models/uncertainty/spread.ts';
import { shippedPlaceFiles } from '../../../../support/shipped-place.ts';

let place: WhatIfPlace;
let usual: ScenarioResult;

const chains = new Map<string, Chain>();
const chainOf = (settings: Partial<ChainSettings>): Chain => {
  const key = JSON.stringify(settings);
  const chain = chains.get(key) ?? createChain(place, MEDITERRANEAN_CLIMATE, { ...USUAL_SETTINGS, ...settings });
  chains.set(key, chain);
  return chain;
};
const runBy = (settings: Partial<ChainSettings>) => chainOf(settings).prepare([]).run(CENTRAL_DRAW);

beforeAll(() => {
  place = buildPlace(shippedPlaceFiles()).value!;
  usual = runBy({});
}, 60_000);

const WAYS: readonly Partial<ChainSettings>[] = [
  {},
  { streetForm: 'by-shape' },
  { heights: 'half' },
  { crossings: 'mixed' },
  { no2: 'romberg' },
  { no2: 'baechlin' },
  { engines: 'cold' },
  { modeSplit: 'by-distance' },
  { streetForm: 'by-shape', crossings: 'mixed', no2: 'romberg', engines: 'cold', modeSplit: 'by-distance' },
];

describe('however it is calculated', () => {
  it.each(WAYS)(
    'no traffic leaves exactly the background, and less traffic less: %o',
    (settings) => {
      const chain = chainOf(settings);
      const none = chain.prepare([{ kind: 'change-demand', trips: 'all', factor: 0 }]).run(CENTRAL_DRAW).receptors;
      const { background } = MEDITERRANEAN_CLIMATE;
      expect(none.no2UgM3.every((value) => value === background.no2UgM3)).toBe(true);
      expect(none.pm10UgM3.every((value) => value === background.pm10UgM3)).toBe(true);
      expect(none.pm25UgM3.every((value) => value === background.pm25UgM3)).toBe(true);
      const all = chain.prepare([]).run(CENTRAL_DRAW);
      const half = chain.prepare([]).run({ ...CENTRAL_DRAW, emission: 0.5, particles: 0.5 });
      all.receptors.no2UgM3.forEach((value, r) => {
        expect(half.receptors.no2UgM3[r]!).toBeLessThan(value);
      });
      all.receptors.pm10UgM3.forEach((value, r) => {
        expect(half.receptors.pm10UgM3[r]!).toBeLessThan(value);
      });
    },
    60_000,
  );
});

describe('the mean day', () => {
  it('has the busiest hour as a part of its own and loses no vehicle by it', () => {
    expect(DAY_PARTS.map(({ name }) => name)).toEqual(['peak', 'day', 'evening', 'night']);
    expect(DAY_PARTS.reduce((sum, { hours }) => sum + hours, 0)).toBeCloseTo(24, 9);
    const perPeak = DAY_PARTS.reduce((sum, part) => sum + part.hours * part.perPeak, 0);
    expect(perPeak).toBeCloseTo(MEAN_DAY_PER_PEAK, 9);
    const [peak, day] = DAY_PARTS;
    expect(peak!.hours * 7).toBeCloseTo(5, 9);
    expect(peak!.hours + day!.hours).toBeCloseTo(NOISE_HOURS[0], 9);
    expect(peak!.perPeak).toBe(1);
    expect(day!.perPeak).toBeLessThan(0.85);
  });
});

describe('calibrated multipliers', () => {
  it('of one change nothing to the last bit', () => {
    expect(runBy({ calibration: { emission: 1, dispersion: 1, background: 1 } })).toEqual(usual);
  });

  it('are factors on emission, dispersion and background of every run', () => {
    const calibration = { emission: 1.25, dispersion: 0.9, background: 1.1 };
    const { totals, receptors } = runBy({ calibration });
    expect(totals.noxKgPerDay).toBeCloseTo(usual.totals.noxKgPerDay * 1.25, 9);
    expect(totals.pm10KgPerDay).toBe(usual.totals.pm10KgPerDay);
    const { background } = MEDITERRANEAN_CLIMATE;
    receptors.pm10UgM3.forEach((value, r) => {
      const added = usual.receptors.pm10UgM3[r]! - background.pm10UgM3;
      expect(value).toBeCloseTo(background.pm10UgM3 * 1.1 + added * 0.9, 9);
    });
    const drawn = { ...CENTRAL_DRAW, emission: 1.25, dispersion: 0.9, background: 1.1 };
    expect(receptors).toEqual(chainOf({}).prepare([]).run(drawn).receptors);
  });
});

describe('multipliers with a stated noise', () => {
  const fitted = { emission: 1.25, dispersion: 0.9, background: 1.1 };
  const noise = { emission: 0.02, dispersion: 0.03, background: 0.05 };
  const deviationOf = (calibration: ChainSettings['calibration'], name: string) => {
    const parameter = chainParameters(calibration).find((one) => one.name === name)!;
    if (parameter.type === 'lognormal') return parameter.geometricDeviation;
    if (parameter.type === 'normal') return parameter.deviation;
    throw new Error(name);
  };

  it('leave less unknown of emission, dispersion and background, and as much of the rest', () => {
    expect(deviationOf({ ...fitted, noise }, 'emission')).toBeCloseTo(1.101, 3);
    expect(deviationOf({ ...fitted, noise }, 'dispersion')).toBeCloseTo(1.106, 3);
    expect(deviationOf({ ...fitted, noise }, 'background')).toBeCloseTo(0.0676, 4);
    expect(deviationOf({ ...fitted, noise }, 'particles')).toBe(1.5);
    expect(deviationOf(fitted, 'emission')).toBe(1.35);
    // A fit that is worth little makes nobody less sure than before.
    const poor = { emission: 0.8, dispersion: 0.8, background: 0.8 };
    expect(deviationOf({ ...fitted, noise: poor }, 'emission')).toBe(1.35);
    expect(deviationOf({ ...fitted, noise: poor }, 'background')).toBe(0.1);
  });

  it('make the range of the mean NO2 at façades about half as wide', () => {
    const widthOf = (settings: Partial<ChainSettings>) => {
      const chain = chainOf(settings);
      const { values, parameters } = latinHypercube(chain.parameters, 40, randomFrom(1, 'range'));
      const steps = chain.prepare([]).begin(CENTRAL_DRAW);
      while (!steps.next().done);
      const means = Float64Array.from(
        { length: 40 },
        (_, i) => steps.vary(drawOf(values, i * parameters.length))!.totals.no2MeanUgM3,
      );
      const { low, high, median } = rangeOf(means);
      return (high - low) / median;
    };
    const wide = widthOf({});
    expect(wide).toBeGreaterThan(0.3);
    expect(widthOf({ calibration: { ...fitted, noise } })).toBeLessThan(wide * 0.6);
  });
});

describe('the same ways with other numbers', () => {
  it('are the run itself with its own draw, and the background without traffic', () => {
    const steps = chainOf({}).prepare([]).begin(CENTRAL_DRAW);
    while (!steps.next().done);
    expect(steps.vary(CENTRAL_DRAW)).toEqual(usual);
    const { receptors, links } = steps.vary({ ...CENTRAL_DRAW, flow: 0 })!;
    expect(receptors.no2UgM3.every((value) => value === MEDITERRANEAN_CLIMATE.background.no2UgM3)).toBe(true);
    expect(Math.max(...links.vehPerDay)).toBe(0);
  });

  it('are louder by as much as the street is, less where the city around is heard', () => {
    const steps = chainOf({}).prepare([]).begin(CENTRAL_DRAW);
    while (!steps.next().done);
    const louder = steps.vary({ ...CENTRAL_DRAW, noiseDb: 3 })!.receptors.ldenDb;
    const apart = louder.map((level, r) => level - usual.receptors.ldenDb[r]!);
    expect(Math.max(...apart)).toBeLessThan(3);
    expect(Math.min(...apart)).toBeGreaterThan(1);
    const around = steps.vary({ ...CENTRAL_DRAW, quietDb: 3 })!.receptors.ldenDb;
    expect(around.every((level, r) => level > usual.receptors.ldenDb[r]! && level < louder[r]!)).toBe(true);
  });
});

describe('a yearly formula', () => {
  it.each([
    ['romberg', rombergNo2UgM3],
    ['baechlin', baechlinNo2UgM3],
  ] as const)('%s raises the background by what NOx raises the formula', (no2, formula) => {
    const { receptors } = runBy({ no2 });
    const { noxUgM3, no2UgM3 } = MEDITERRANEAN_CLIMATE.background;
    const most = receptors.no2UgM3.indexOf(Math.max(...receptors.no2UgM3));
    // The NOx of the façade, from the other formula's run of the same street.
    const inverse = (raised: number) => {
      let low = 0;
      let high = 500;
      for (let i = 0; i < 80; i++) {
        const middle = (low + high) / 2;
        if (formula(noxUgM3 + middle) - formula(noxUgM3) < raised) low = middle;
        else high = middle;
      }
      return low;
    };
    const nox = inverse(receptors.no2UgM3[most]! - no2UgM3);
    expect(nox).toBeGreaterThan(10);
    expect(receptors.no2UgM3[most]!).toBeCloseTo(no2UgM3 + formula(noxUgM3 + nox) - formula(noxUgM3), 6);
    // The formulas and the steady state agree within a third.
    expect(receptors.no2UgM3[most]! / usual.receptors.no2UgM3[most]!).toBeGreaterThan(0.7);
    expect(receptors.no2UgM3[most]! / usual.receptors.no2UgM3[most]!).toBeLessThan(1.4);
  });
});

describe('the form of the streets', () => {
  it('makes open roads of streets along parks and gaps, the same in every street model', () => {
    const open = place.openSegments();
    const count = open.reduce((sum, value) => sum + value, 0);
    expect(count).toBeGreaterThan(10);
    expect(count).toBeLessThan(60);
    const chain = chainOf({ streetForm: 'by-shape' }).prepare([]);
    const [ospm, sri] = [0, 1].map((streetModel) => chain.run({ ...CENTRAL_DRAW, streetModel }).receptors.pm10UgM3);
    place.receptors.forEach(({ segment }, r) => {
      if (open[segment] === 1) expect(sri![r]!).toBe(ospm![r]!);
      else expect(sri![r]!).not.toBe(ospm![r]!);
    });
  });
});

describe('crossings that carry air on', () => {
  it('leave no façade cleaner and make most streets dirtier', () => {
    const { pm10UgM3 } = runBy({ crossings: 'mixed' }).receptors;
    const more = pm10UgM3.map((value, r) => value - usual.receptors.pm10UgM3[r]!);
    expect(more.every((value) => value >= 0)).toBe(true);
    expect(more.filter((value) => value > 0.1).length).toBeGreaterThan(place.receptors.length / 2);
  });
});

describe('cold engines', () => {
  it('add to NOx, particles and CO2 where trips begin here, and change no flow', () => {
    const cold = runBy({ engines: 'cold' });
    for (const total of ['noxKgPerDay', 'pm25KgPerDay', 'co2TonnesPerDay'] as const) {
      expect(cold.totals[total]).toBeGreaterThan(usual.totals[total]);
      expect(cold.totals[total]).toBeLessThan(usual.totals[total] * 1.1);
    }
    expect(cold.links.vehPerDay).toEqual(usual.links.vehPerDay);
    // Through-traffic comes warm: without residents' cars there is nothing cold.
    const through = chainOf({ engines: 'cold', privateShare: 0 }).prepare([]).run(CENTRAL_DRAW);
    expect(through.totals.noxKgPerDay).toBe(runBy({ privateShare: 0 }).totals.noxKgPerDay);
  });
});

describe('the choice of mode', () => {
  it('keeps the number of trips by car where the share over all distances is the same', () => {
    const chosen = runBy({ modeSplit: 'by-distance' });
    expect(chosen.totals.tripsPerDay / usual.totals.tripsPerDay).toBeCloseTo(1, 2);
    // Short trips are walked, so the cars drive farther.
    expect(chosen.totals.vehKmPerDay).toBeGreaterThan(usual.totals.vehKmPerDay);
  });

  it('lets more drive where the share is larger', () => {
    for (const modeSplit of ['fixed', 'by-distance'] as const) {
      const more = runBy({ modeSplit, privateShare: 0.32 }).totals.tripsPerDay;
      expect(more).toBeGreaterThan(usual.totals.tripsPerDay * 1.05);
    }
  });
});

describe('through-traffic', () => {
  it('is not the residents whose homes are nearest to a gate', () => {
    const gone = chainOf({})
      .prepare([{ kind: 'change-demand', trips: 'through', factor: 0 }])
      .run(CENTRAL_DRAW);
    const through = place.demand.throughOf!('weekday', 18);
    const all = place.demand.tripsOf('weekday', 18).tripsPerHour;
    const zones = place.demand.zoneNode.length;
    const left = all.reduce((sum, trips, cell) => {
      const isPair = Math.floor(cell / zones) !== cell % zones;
      return sum + (isPair ? trips - through[cell]! : 0);
    }, 0);
    expect(gone.totals.tripsPerDay).toBeCloseTo(left * MEAN_DAY_PER_PEAK, 3);
    const gates = new Set(place.gates.map(({ node }) => node));
    const isGateCell = (cell: number) =>
      gates.has(place.demand.zoneNode[Math.floor(cell / zones)]!) && gates.has(place.demand.zoneNode[cell % zones]!);
    // There are such residents, so the difference is one that shows.
    const residents = all.reduce((sum, trips, cell) => sum + (isGateCell(cell) ? trips - through[cell]! : 0), 0);
    expect(residents).toBeGreaterThan(10);
  });
});

describe('settings of a former visit', () => {
  it('come back as they were, and as usual where they are odd', () => {
    const settings: ChainSettings = {
      calibration: {
        emission: 1.2,
        dispersion: 0.9,
        background: 1.1,
        noise: { emission: 0.1, dispersion: 0.05, background: 0 },
      },
      streetForm: 'by-shape',
      heights: 'half',
      crossings: 'mixed',
      no2: 'romberg',
      engines: 'cold',
      modeSplit: 'by-distance',
      privateShare: 0.3,
    };
    expect(readSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
    for (const odd of [null, 7, 'x', [], { streetForm: 'tunnel', privateShare: 9, calibration: { emission: -1 } }]) {
      expect(readSettings(odd)).toEqual(USUAL_SETTINGS);
    }
    expect(settingsKey(settings)).not.toBe(settingsKey(USUAL_SETTINGS));
    const calibration = { emission: 1.2, dispersion: 0.9, background: 1.1 };
    expect(readSettings({ ...settings, calibration: { ...calibration, noise: 'x' } }).calibration).toEqual(calibration);
    expect(unusualSettings(settings)).toEqual(Object.keys(USUAL_SETTINGS));
    expect(unusualSettings(USUAL_SETTINGS)).toEqual([]);
  });
});
