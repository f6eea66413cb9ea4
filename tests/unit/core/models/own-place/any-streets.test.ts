import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Feature } from '../../../../../app/core/geo/geojson.ts';
import { streetsToNetwork } from '../../../../../app/core/models/own-place/streets-to-network.ts';
import { type Metres, street, usualChoices } from '../../../../builders/own-streets.ts';

/** Positions near a grid of 40 m: many are shared, many lie just beside one, many in the middle of nothing. */
const position = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.constantFrom(0, 0, 0, 0.4, 7))
  .map(([i, j, off]): Metres => [i * 40 + off, j * 40 - off]);
const line = fc.tuple(
  fc.array(position, { minLength: 2, maxLength: 6 }),
  fc.constantFrom('yes', '-1', 'no'),
  fc.constantFrom('', 'yes'),
);
const layer = fc
  .array(line, { minLength: 1, maxLength: 25 })
  .map((lines) => lines.map(([positions, oneway, bridge], id) => street(positions, { id: `s${id}`, oneway, bridge })));
const RUNS = { seed: 20_241_107, numRuns: 150 };

/** Links by where they begin and end and how long they are, in no order and without their names. */
function shapeOf(features: readonly Feature[], joinCrossings: boolean): readonly string[] {
  const { network } = streetsToNetwork(features, usualChoices(features, { joinCrossings }));
  const at = (node: number) => network!.nodePositions[node]!.map((degrees) => degrees.toFixed(7)).join(' ');
  return (network?.links ?? [])
    .map(({ from, to, lengthM, lanes }) => `${at(from)} ${at(to)} ${lengthM.toFixed(3)} ${lanes}`)
    .sort();
}

describe('any lines', () => {
  it('lose no length: the stretches are as long as the lines that were accepted', () => {
    fc.assert(
      fc.property(layer, fc.boolean(), (features, joinCrossings) => {
        const { network, report } = streetsToNetwork(features, usualChoices(features, { joinCrossings }));
        if (network === null) return;
        const stretches = new Map(network.links.map(({ stretch, lengthM }) => [stretch, lengthM]));
        const sum = [...stretches.values()].reduce((total, metres) => total + metres, 0);
        expect(Math.abs(sum - report.linesM)).toBeLessThan(1e-6);
      }),
      RUNS,
    );
  });

  it('make the same network in whichever order they come', () => {
    fc.assert(
      fc.property(layer, fc.boolean(), fc.nat(), (features, joinCrossings, by) => {
        const turned = features.map((_, row) => features[(row + by) % features.length]!).reverse();
        expect(shapeOf(turned, joinCrossings)).toEqual(shapeOf(features, joinCrossings));
      }),
      RUNS,
    );
  });

  it('give each link a name of its own, two different ends, a length, and each pair of ends one link', () => {
    fc.assert(
      fc.property(layer, fc.boolean(), (features, joinCrossings) => {
        const { network } = streetsToNetwork(features, usualChoices(features, { joinCrossings }));
        const links = network?.links ?? [];
        expect(new Set(links.map(({ id }) => id)).size).toBe(links.length);
        expect(new Set(links.map(({ from, to }) => `${from} ${to}`)).size).toBe(links.length);
        expect(links.every(({ from, to, lengthM }) => from !== to && lengthM > 0)).toBe(true);
      }),
      RUNS,
    );
  });

  it('hang together at least as well once crossings are joined', () => {
    fc.assert(
      fc.property(layer, (features) => {
        const { report } = streetsToNetwork(features, usualChoices(features, { joinCrossings: true }));
        const { network } = streetsToNetwork(features, usualChoices(features, { joinCrossings: false }));
        const before = network?.report.weakParts ?? report.weakParts;
        expect(report.weakParts).toBeLessThanOrEqual(before);
      }),
      RUNS,
    );
  });

  it('count every feature: it is a street, or it is left out for a reason', () => {
    fc.assert(
      fc.property(layer, (features) => {
        const { report } = streetsToNetwork(features, usualChoices(features));
        const out = report.leftOut.reduce((sum, { count }) => sum + count, 0);
        expect(report.lines + out).toBe(features.length);
      }),
      RUNS,
    );
  });
});
