import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../../app/core/base/random.ts';
import { STANDARD_FLEET } from '../../../../../app/core/models/emissions/fleet.ts';
import { OSPM } from '../../../../../app/core/models/street-air/ospm.ts';
import {
  createRoadside,
  createRoadsideDilution,
  type RoadsidePlace,
} from '../../../../../app/core/models/street-air/roadside.ts';
import { streetSiteOf } from '../../../../../app/core/models/street-air/roadside-place.ts';

/** One street northwards, one back: 100 m, its crossings at the origin and north of it. */
const PLACED = {
  streets: {
    linkCount: 2,
    from: Int32Array.of(0, 1),
    to: Int32Array.of(1, 0),
    lengthM: Float64Array.of(100, 100),
    widthM: Float64Array.of(20, 20),
    canyonHeightM: Float64Array.of(18, 18),
    linkOf: (id: string) => ({ up: 0, down: 1 })[id],
  },
  nodeXM: Float64Array.of(0, 0),
  nodeYM: Float64Array.of(0, 100),
};

describe('the place of a point in its street', () => {
  it('is right of the way of its own street, which comes first', () => {
    const point = { xM: 7, yM: 40, heightM: 3 };
    expect(streetSiteOf(PLACED, { ...point, streetId: 'up' })).toMatchObject({
      links: [0, 1],
      side: 'right',
      distanceM: 7,
      heightM: 3,
      canyon: { widthM: 20, heightM: 18, halfLengthM: 50, axisDeg: 0 },
    });
    expect(streetSiteOf(PLACED, { ...point, streetId: 'down' })).toMatchObject({
      links: [1, 0],
      side: 'left',
      canyon: { axisDeg: 180 },
    });
  });

  it('is in the nearest street where none is named, beyond its façades in a park', () => {
    expect(streetSiteOf(PLACED, { xM: -45, yM: 100, heightM: 3 })).toMatchObject({ side: 'left', distanceM: 45 });
  });

  it('is nowhere without streets', () => {
    const none = { ...PLACED, streets: { ...PLACED.streets, linkCount: 0 } };
    expect(() => streetSiteOf(none, { xM: 0, yM: 0, heightM: 3 })).toThrow('a place without streets has no roadside');
  });
});

const STREET: RoadsidePlace = {
  canyon: { widthM: 20, heightM: 23, halfLengthM: 66, axisDeg: 45 },
  side: 'left',
  heightM: 3,
  distanceM: 8,
};
const BUSY = [{ flowVehPerHour: 1200, speedKmh: 25 }];

describe('the dilution beside a street', () => {
  it.each([
    ['a street', 20, 0.02],
    ['an avenue', 50, 0.015],
  ])('is that of OSPM in %s %d m wide, within %d on average', (_, widthM, most) => {
    const canyon = { ...STREET.canyon, widthM };
    const dilutionOf = createRoadsideDilution({ ...STREET, canyon });
    const chance = randomFrom(1, 'roadside');
    let away = 0;
    for (let i = 0; i < 300; i++) {
      const wind = { roofMS: 0.7 + 6 * chance.uniform(), fromDeg: 360 * chance.uniform() };
      const turbulence = 0.25 * chance.uniform();
      const exact = OSPM.dilutionSPerM2(canyon, 'left', 3, wind, turbulence);
      away += Math.abs(dilutionOf(wind, turbulence) / exact - 1) / 300;
    }
    expect(away).toBeLessThan(most);
  });

  it('is the same whatever was asked before', () => {
    const asked = createRoadsideDilution(STREET);
    for (let deg = 0; deg < 360; deg += 7) asked({ roofMS: 3.3, fromDeg: deg }, 0.09);
    const wind = { roofMS: 2.4, fromDeg: 101 };
    expect(asked(wind, 0.11)).toBe(createRoadsideDilution(STREET)(wind, 0.11));
  });

  it('falls with wind and holds beyond the ends of its grid', () => {
    const dilutionOf = createRoadsideDilution(STREET);
    const at = (roofMS: number, turbulence = 0.1) => dilutionOf({ roofMS, fromDeg: 315 }, turbulence);
    expect(at(2)).toBeGreaterThan(at(4));
    expect(at(0)).toBe(at(0.5));
    expect(at(24)).toBeCloseTo(at(12) / 2, 12);
    expect(at(2, 3)).toBe(at(2, 0.4));
  });

  it('comes from the open road in a park, and only on its downwind side', () => {
    const dilutionOf = createRoadsideDilution({ ...STREET, distanceM: 40 });
    expect(dilutionOf({ roofMS: 2, fromDeg: 315 }, 0.1)).toBe(0);
    const downwind = dilutionOf({ roofMS: 2, fromDeg: 135 }, 0.1);
    expect(downwind).toBeGreaterThan(0.03);
    expect(downwind).toBeLessThan(0.09);
    expect(downwind).toBeLessThan(createRoadsideDilution(STREET)({ roofMS: 2, fromDeg: 315 }, 0.1) / 2);
  });
});

describe('what a street adds', () => {
  const wind = { roofMS: 2, fromDeg: 315 };
  const roadside = createRoadside(STREET, STANDARD_FLEET);

  it('is nothing without traffic', () => {
    const { noxUgM3, pm10UgM3, pm25UgM3 } = roadside([{ flowVehPerHour: 0, speedKmh: 30 }], wind);
    expect([noxUgM3, pm10UgM3, pm25UgM3]).toEqual([0, 0, 0]);
  });

  it('is line source times dilution: 1,200 vehicles an hour at 25 km/h emit 0.3 g/km of NOx, 100 µg/(m·s)', () => {
    const { noxUgM3 } = roadside(BUSY, wind);
    // σ_w0 = 0.30·√(25·(1176·2 + 24·16)/20)/113.842
    expect(noxUgM3 / createRoadsideDilution(STREET)(wind, 0.1541)).toBeCloseTo(100, 0);
  });

  it('is the same from two links of half the traffic each', () => {
    const half = [
      { flowVehPerHour: 600, speedKmh: 25 },
      { flowVehPerHour: 600, speedKmh: 25 },
    ];
    expect(roadside(half, wind).pm25UgM3).toBeCloseTo(roadside(BUSY, wind).pm25UgM3, 12);
  });

  it('keeps air in the street for minutes when it is calm, for less when wind and traffic stir it', () => {
    const calm = roadside([{ flowVehPerHour: 20, speedKmh: 30 }], { roofMS: 0.7, fromDeg: 315 }).residenceS;
    expect(calm).toBeGreaterThan(200);
    expect(roadside(BUSY, wind).residenceS).toBeCloseTo(23 / Math.sqrt(0.04 + 0.4 * 0.1541 ** 2), 0);
  });
});
