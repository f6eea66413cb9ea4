import { describe, expect, it } from 'vitest';
import { A_WEIGHTS_DB, energyOf, levelOf } from '../../app/core/models/noise/octave-bands.ts';
import { casesAreHere, readCase } from './cases.ts';

/**
 * The 28 published cases (ISO/TR 17534-4) are of propagation: a point source of given power, ground, screens and air
 * between it and a receiver. They hold no vehicle, no speed and no road, so none of them says anything of emission; and
 * this project has no propagation model of that kind, but a line source in a street. What is left, and is used here:
 *
 * - levels with A-weights beside levels without: our table of weights in all eight bands (13 cases);
 * - the long-term level out of the one in favourable and the one in homogeneous conditions, half of the time each: our sums
 *   of energy (27 cases).
 *
 * Ground, diffraction, divergence and absorption of the air are not used: nothing here computes them. Emission itself is
 * checked against levels worked out from the directive's formula, in tests/unit.
 */
const FILE = 'models/cnossos_expected_by_testcase.json';
type Case = Readonly<Record<string, readonly number[]>>;

describe('the published cases of the European noise method', () => {
  const here = casesAreHere(FILE);
  const cases = (): readonly (readonly [string, Case])[] => Object.entries(JSON.parse(readCase(FILE)));

  it.skipIf(!here)('hold nothing of emission: no case names a vehicle, a speed or a road', () => {
    const names = new Set(cases().flatMap(([, values]) => Object.keys(values)));
    expect([...names].filter((name) => /speed|flow|vehicle|road|LWR|LWP/i.test(name))).toEqual([]);
    // The one power that is given is that of a point source, the same in all bands.
    expect(names.has('LW_SOURCE')).toBe(true);
  });

  it.skipIf(!here)('weigh all eight bands as we do', () => {
    let compared = 0;
    for (const [name, values] of cases()) {
      const { expectedL, expectedLA } = values;
      if (expectedL === undefined || expectedLA === undefined) continue;
      compared++;
      expectedLA.forEach((weighted, band) => {
        expect(Math.abs(weighted - expectedL[band]! - A_WEIGHTS_DB[band]!), `${name} band ${band}`).toBeLessThan(0.005);
      });
    }
    expect(compared).toBe(13);
  });

  it.skipIf(!here)('add up favourable and homogeneous conditions by energy, as we do', () => {
    let compared = 0;
    let off = 0;
    for (const [, values] of cases()) {
      const { expectedL, expectedLH, expectedLF } = values;
      if (expectedL === undefined || expectedLH === undefined || expectedLF === undefined) continue;
      compared++;
      const agrees = expectedL.every((published, band) => {
        const mean = levelOf((energyOf(expectedLH[band]!) + energyOf(expectedLF[band]!)) / 2);
        return Math.abs(mean - published) < 0.03;
      });
      if (!agrees) off++;
    }
    expect([compared, off]).toEqual([27, 0]);
  });
});
