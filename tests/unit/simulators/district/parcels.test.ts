import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../app/core/base/random.ts';
import { ringMeasures } from '../../../../simulators/city/district/buildings.ts';
import {
  createDistrictModel,
  DISTRICT_PARAMETERS,
  generateDistrict,
  toGeoJsonText,
} from '../../../../simulators/city/district/index.ts';
import { builtRing, cutParcels, footprint } from '../../../../simulators/city/district/parcels.ts';
import { type PlanRing, polygonAreaM2, ringAreaM2 } from '../../../../simulators/city/district/plan.ts';

const model = createDistrictModel(DISTRICT_PARAMETERS);
const measures = ringMeasures(model.plan);
const cuts = Array.from({ length: 60 }, (_, seed) => cutParcels(measures, randomFrom(seed, 'parcels')));

/** Two convex rings overlap unless some side of one has the other wholly on its outer side. */
function overlap(a: PlanRing, b: PlanRing): boolean {
  const separates = (ring: PlanRing, other: PlanRing) =>
    ring.some(([u, v], index) => {
      const [nextU, nextV] = ring[(index + 1) % ring.length]!;
      return other.every(([ou, ov]) => (nextU - u) * (ov - v) - (nextV - v) * (ou - u) < 1e-6);
    });
  return !separates(a, b) && !separates(b, a);
}

describe('parcels', () => {
  it('tile the ring between building line and courtyard: their areas add up to its area', () => {
    const ring = polygonAreaM2(builtRing(measures));
    for (const parcels of cuts) {
      expect(parcels.reduce((sum, parcel) => sum + ringAreaM2(parcel.ring), 0)).toBeCloseTo(ring, 6);
    }
  });

  it('are convex, counter-clockwise and do not overlap', () => {
    for (const parcels of cuts) {
      for (const [index, { ring }] of parcels.entries()) {
        expect(ringAreaM2(ring)).toBeGreaterThan(0);
        for (const other of parcels.slice(index + 1)) expect(overlap(ring, other.ring)).toBe(false);
      }
    }
  });

  it('are no slivers: at least 7.5 m wide at the street and 200 m² large', () => {
    for (const { ring, facade } of cuts.flat()) {
      expect(ringAreaM2(ring)).toBeGreaterThan(200);
      if (facade === null) continue;
      const [a, b] = facade;
      expect(Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1])).toBeGreaterThanOrEqual(7.499);
    }
  });

  it('share the chamfer between two corner parcels or give it to a wedge', () => {
    const leg = measures.chamferLegM;
    for (const parcels of cuts) {
      const onFirstChamfer = parcels.filter(
        ({ ring }) => ring.filter(([u, v]) => Math.abs(u + v - leg) < 1e-9).length === 2,
      );
      expect([1, 2]).toContain(onFirstChamfer.length);
      expect(onFirstChamfer.every((parcel) => parcel.isCorner)).toBe(true);
    }
  });

  it('can be built on less than fully, at the street and at the courtyard', () => {
    const parcel = cuts[0]!.find((candidate) => !candidate.isCorner && candidate.side === 1)!;
    const width = ringAreaM2(parcel.ring) / measures.depthM;
    expect(ringAreaM2(footprint(parcel, 5, 3))).toBeCloseTo(width * (measures.depthM - 8), 6);
  });
});

describe('the model of the district', () => {
  it('builds on no more than the parcels, and no two buildings of a block overlap', () => {
    const ring = polygonAreaM2(builtRing(measures));
    for (const block of model.plan.blocks) {
      if (block.special !== null) continue;
      const own = model.buildings.filter((building) => building.block === block);
      const built = own.reduce((sum, building) => sum + building.areaM2, 0);
      expect(built).toBeLessThanOrEqual(ring + 1e-6);
      expect(built).toBeGreaterThan(0.93 * ring);
      for (const [index, building] of own.entries()) {
        for (const other of own.slice(index + 1)) {
          expect(overlap(building.polygon[0]!, other.polygon[0]!), `${building.id} ${other.id}`).toBe(false);
        }
      }
    }
  });

  it('takes 80 to 125 m² of floor for a dwelling, as flats of the Eixample do', () => {
    const homes = model.buildings.filter((building) => model.dwellings.get(building.id)! > 0);
    const floors = homes.reduce((sum, building) => sum + building.areaM2 * 0.82 * (building.floors - 1), 0);
    const dwellings = homes.reduce((sum, building) => sum + model.dwellings.get(building.id)!, 0);
    expect(floors / dwellings).toBeGreaterThan(80);
    expect(floors / dwellings).toBeLessThan(125);
  });

  it('knows both walls of every canyon and which way the street runs', () => {
    const canyon = model.canyons.get('street-r02-03')!;
    expect(canyon.widthM).toBe(20);
    expect(canyon.heightM).toBeCloseTo((canyon.leftHeightM + canyon.rightHeightM) / 2, 0);
    // The second street from the sea runs against the first: towards the south-west.
    expect(canyon.bearingDeg).toBe(225);
    expect(model.canyons.get('street-r05-03-up')!.leftHeightM).toBe(
      model.canyons.get('street-r05-03-down')!.rightHeightM,
    );
  });

  it('changes with its seed and with nothing else', () => {
    const buildingsOf = (seed: number) => {
      const tables = generateDistrict({ ...DISTRICT_PARAMETERS, seed });
      return toGeoJsonText(tables.find((table) => table.table === 'buildings')!);
    };
    expect(buildingsOf(1)).toBe(buildingsOf(1));
    expect(buildingsOf(1)).not.toBe(buildingsOf(2));
  });
});
