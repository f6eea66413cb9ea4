/**
 * Sun, sky and heat of a whole place, by street side: hours of sun on its façades at two heights and on its pavement on
 * one day, the sky seen from the middle of the street, and how warm a clear, calm night gets there.
 *
 * Points stand every `SPACING_M` along the street. Vegetation is the share of ground under crowns where the caller knows it,
 * as of a what-if otherwise. See `sun/` and `heat/` for formulas and what they cannot tell.
 */
import { cos, sin } from '../../base/portable-math.ts';
import { type Feature, type FeatureCollection, type Geometry, polygonsOf } from '../../geo/geojson.ts';
import { createLocalFrame } from '../../geo/local-frame.ts';
import type { Assumption } from '../assumption.ts';
import { CLEAR_SUMMER_DAY, type HeatDay, heatIslandMaxK } from '../heat/heat-island.ts';
import type { PlaceFiles, WhatIfPlace } from '../scenario/place.ts';
import { meanOf } from '../scenario/residents.ts';
import { USUAL_VEGETATION } from '../scenario/street-heat.ts';
import { createObstacles, type Obstacles, type Prism } from '../sun/obstacles.ts';
import { type SunDay, type SunReceptors, skyViewFactor, startSunHours } from '../sun/sun-hours.ts';

export interface StreetSun {
  /** By receptor of the place. */
  readonly facadeLowHours: Float64Array;
  readonly facadeHighHours: Float64Array;
  readonly pavementHours: Float64Array;
  /** By segment of the place, seen from the middle of its street at 1.5 m. */
  readonly skyView: Float64Array;
  readonly heatIslandK: Float64Array;
}

const SPACING_M = 10;
const LOW_M = 2;
const HIGH_M = 14;
const PAVEMENT_M = 1.5;
/** From the façade to the middle of the pavement, m. */
const PAVEMENT_OFF_M = 2.5;
/** In front of the wall, so that it does not stand inside. */
const FACADE_OFF_M = 0.3;
const RADIANS = Math.PI / 180;

const assumed = (key: string, value: number, unit: string, source: string): Assumption => ({
  key: `sun.${key}`,
  value,
  unit,
  source,
  kind: 'assumption',
});

/** What the analysis of the streets takes for granted. */
export const SUN_ASSUMPTIONS: readonly Assumption[] = [
  assumed('spacing', SPACING_M, 'm', 'From one point to the next along a street; judgement'),
  assumed('step', 15, 'min', 'Between two positions of the sun; judgement'),
  assumed('least-altitude', 2, 'deg', 'Lower sun is behind what stands beyond the district; judgement'),
  assumed('enough-sun', 1.5, 'h', 'What EN 17037 asks of dwellings at least on 21 March; from memory'),
];

export interface StreetSunOptions {
  /** Share of the ground around each street that is under crowns, by segment; the usual one of a what-if where absent. */
  readonly vegetationShare?: Float64Array;
  readonly heatDay?: HeatDay;
}

/** Buildings of a place as prisms in metres east and north of the middle of its crossings. */
export function obstaclesOf(
  buildings: Pick<FeatureCollection<Geometry | null>, 'features'>,
  place: WhatIfPlace,
): Obstacles {
  const frame = createLocalFrame({ lon: meanOf(place.streets.nodeLon), lat: meanOf(place.streets.nodeLat) });
  return createObstacles(buildings.features.flatMap((feature) => prismsOf(feature, frame.toLocal)));
}

function prismsOf(
  { geometry, properties }: Feature<Geometry | null>,
  toLocal: (lon: number, lat: number) => readonly [number, number, number],
): Prism[] {
  const topM = properties?.height_m;
  if (geometry === null || typeof topM !== 'number' || !(topM > 0)) return [];
  return polygonsOf(geometry).map((rings) => ({
    rings: rings.map((ring) =>
      ring.slice(0, -1).map((position) => {
        const [x, y] = toLocal(position[0]!, position[1]!);
        return [x, y] as const;
      }),
    ),
    topM,
  }));
}

/** A day's sun that goes on when asked to. */
export interface StreetSunRun {
  next(): { readonly share: number; readonly done: boolean };
  /** Of what has been done so far. */
  result(): StreetSun;
}

/** Segments whose sky is looked at in one step: about as much work as one step of the sun. */
const SEGMENTS_A_STEP = 30;
/** What the sky is of the whole work, roughly. */
const SKY_SHARE = 0.1;

export function startStreetSun(
  buildings: PlaceFiles['buildings'],
  place: WhatIfPlace,
  day: Pick<SunDay, 'dayStartMs' | 'stepMinutes'>,
  { vegetationShare, heatDay = CLEAR_SUMMER_DAY }: StreetSunOptions = {},
): StreetSunRun {
  const obstacles = obstaclesOf(buildings, place);
  const { points, receptorOf, kindOf } = pointsAlong(place);
  const sun = startSunHours(obstacles, points, {
    ...day,
    lonDeg: meanOf(place.streets.nodeLon),
    latDeg: meanOf(place.streets.nodeLat),
  });
  const skyView = new Float64Array(place.segments.length);
  let sunShare = 0;
  let looked = 0;
  const look = (until: number) => {
    for (; looked < until; looked++) {
      const [x, y] = middleOf(place, place.segments[looked]!.links[0]!);
      skyView[looked] = skyViewFactor(obstacles, x, y, PAVEMENT_M);
    }
  };
  return {
    next() {
      if (sunShare < 1) sunShare = sun.next();
      else look(Math.min(place.segments.length, looked + SEGMENTS_A_STEP));
      const done = sunShare >= 1 && looked === place.segments.length;
      const skyDone = looked / (place.segments.length || 1);
      return { share: done ? 1 : sunShare * (1 - SKY_SHARE) + skyDone * SKY_SHARE, done };
    },
    result() {
      const sums = [0, 1, 2].map(() => new Float64Array(place.receptors.length));
      const counts = new Float64Array(place.receptors.length);
      for (let i = 0; i < points.count; i++) {
        sums[kindOf[i]!]![receptorOf[i]!]! += sun.hours[i]!;
        if (kindOf[i] === 0) counts[receptorOf[i]!]!++;
      }
      const hoursOf = (kind: number) => sums[kind]!.map((sum, receptor) => sum / (counts[receptor]! || 1));
      return {
        facadeLowHours: hoursOf(0),
        facadeHighHours: hoursOf(1),
        pavementHours: hoursOf(2),
        skyView,
        heatIslandK: skyView.map((view, segment) =>
          heatIslandMaxK(view, vegetationShare?.[segment] ?? USUAL_VEGETATION, heatDay),
        ),
      };
    },
  };
}

/** The whole day at once. */
export function streetSun(...given: Parameters<typeof startStreetSun>): StreetSun {
  const run = startStreetSun(...given);
  while (!run.next().done);
  return run.result();
}

interface Points {
  readonly points: SunReceptors;
  readonly receptorOf: Int32Array;
  /** 0 façade low, 1 façade high, 2 pavement. */
  readonly kindOf: Uint8Array;
}

function pointsAlong(place: WhatIfPlace): Points {
  const x: number[] = [];
  const y: number[] = [];
  const z: number[] = [];
  const facing: number[] = [];
  const receptorOf: number[] = [];
  const kindOf: number[] = [];
  place.receptors.forEach(({ segment, side }, receptor) => {
    const { canyon, lengthM } = place.segments[segment]!;
    const [middleX, middleY] = middleOf(place, place.segments[segment]!.links[0]!);
    const east = sin(canyon.axisDeg * RADIANS);
    const north = cos(canyon.axisDeg * RADIANS);
    // The right-hand side of the axis (east, north) is (north, −east).
    const out = side === 'right' ? 1 : -1;
    const towards = (canyon.axisDeg + (side === 'right' ? 270 : 90)) % 360;
    const count = Math.max(1, Math.floor((lengthM - canyon.widthM) / SPACING_M));
    for (let i = 0; i < count; i++) {
      const along = (i + 0.5 - count / 2) * SPACING_M;
      const put = (kind: number, offM: number, zM: number, facingDeg: number) => {
        const off = out * (canyon.widthM / 2 - offM);
        x.push(middleX + east * along + north * off);
        y.push(middleY + north * along - east * off);
        z.push(zM);
        facing.push(facingDeg);
        receptorOf.push(receptor);
        kindOf.push(kind);
      };
      put(0, FACADE_OFF_M, LOW_M, towards);
      put(1, FACADE_OFF_M, HIGH_M, towards);
      put(2, PAVEMENT_OFF_M, PAVEMENT_M, Number.NaN);
    }
  });
  return {
    points: {
      count: x.length,
      xM: Float64Array.from(x),
      yM: Float64Array.from(y),
      zM: Float64Array.from(z),
      facingDeg: Float64Array.from(facing),
    },
    receptorOf: Int32Array.from(receptorOf),
    kindOf: Uint8Array.from(kindOf),
  };
}

function middleOf({ streets, nodeXM, nodeYM }: WhatIfPlace, link: number): readonly [number, number] {
  const a = streets.from[link]!;
  const b = streets.to[link]!;
  return [(nodeXM[a]! + nodeXM[b]!) / 2, (nodeYM[a]! + nodeYM[b]!) / 2];
}
