/**
 * Air at façades: yearly mean dilution × source, what other streets' air brings, and the background; NO2 from NOx.
 *
 * NO2 = background + change of the NO2 formula by the street's NOx: a street without traffic has the background exactly,
 * whichever formula is chosen and whatever the background's own state.
 */
import { streetGases } from '../chemistry.ts';
import { baechlinNo2UgM3, rombergNo2UgM3 } from '../street-air/annual-no2.ts';
import { carriedOver, createStreetExchange } from '../street-air/crossings.ts';
import { type Canyon, trafficTurbulenceMS } from '../street-air/street-air.ts';
import type { WindRose } from '../street-air/wind-rose.ts';
import type { YearlyClimate } from './climate.ts';
import { createDilutionTable, type DilutionTable, RECEPTOR_HEIGHT_M, STREET_AIR_MODELS } from './dilution-table.ts';
import type { ChainDraw } from './parameters.ts';
import type { WhatIfPlace } from './place.ts';
import type { ChainSettings } from './settings.ts';
import type { StreetEmissions } from './street-emissions.ts';

/** Of a street with some traffic. */
const USUAL_TURBULENCE_MS = 0.17;

export interface FacadeAir {
  readonly no2UgM3: Float64Array;
  readonly pm10UgM3: Float64Array;
  readonly pm25UgM3: Float64Array;
}

/** `heavyShare` of the fleet, which stirs the air more. */
export type FacadeAirOf = (emissions: StreetEmissions, heavyShare: number, draw: ChainDraw) => FacadeAir;

type Sources = Readonly<Record<'nox' | 'pm10' | 'pm25', Float64Array>>;

export function createFacadeAir(
  place: WhatIfPlace,
  climate: YearlyClimate,
  {
    streetForm,
    heights,
    crossings,
    no2,
    calibration,
  }: Pick<ChainSettings, 'streetForm' | 'heights' | 'crossings' | 'no2' | 'calibration'>,
): FacadeAirOf {
  const { segments, receptors } = place;
  const tables = tablesOf(place, climate.rose);
  const dilution = tables.dilution(streetForm, heights);
  // Multipliers are fitted to the first model. The others keep their pattern from street to street, at its level.
  const level = calibration === null ? STREET_AIR_MODELS.map(() => 1) : levelsOf(dilution, receptors.length);
  const broughtBy = crossings === 'mixed' ? carriedBy(tables.carried()) : null;
  const { background, temperatureC, radiationWM2 } = climate;
  const roofMS = meanRoofWindMS(climate.rose);

  const no2At = (addedNox: number, residenceS: number, draw: ChainDraw): number => {
    const around = background.noxUgM3 * draw.background;
    if (no2 === 'romberg') return rombergNo2UgM3(around + addedNox);
    if (no2 === 'baechlin') return baechlinNo2UgM3(around + addedNox);
    return streetGases({
      backgroundNoxUgM3: around,
      backgroundNo2UgM3: background.no2UgM3 * draw.background,
      backgroundO3UgM3: background.o3UgM3,
      addedNoxUgM3: addedNox,
      primaryNo2Share: draw.primaryNo2,
      temperatureK: temperatureC + 273.15,
      radiationWM2,
      residenceS,
    }).no2UgM3;
  };

  return ({ links, source, daytimeFlow }, heavyShare, draw) => {
    const own = bySegment(place, source);
    const brought = broughtBy?.(own) ?? null;
    const values = () => new Float64Array(receptors.length);
    const air: FacadeAir = { no2UgM3: values(), pm10UgM3: values(), pm25UgM3: values() };
    receptors.forEach(({ segment }, r) => {
      const { links: segmentLinks, canyon } = segments[segment]!;
      let flow = 0;
      let speed = 0;
      for (const link of segmentLinks) {
        flow += daytimeFlow[link]!;
        speed += daytimeFlow[link]! * links.speedKmh[link]!;
      }
      const turbulence = trafficTurbulenceMS(
        {
          lightVehPerHour: flow * (1 - heavyShare),
          heavyVehPerHour: flow * heavyShare,
          speedKmh: flow > 0 ? speed / flow : 0,
        },
        canyon.widthM,
      );
      const diluted = level[draw.streetModel]! * dilution.at(draw.streetModel, r, turbulence);
      const added = (pollutant: keyof Sources) =>
        draw.dispersion * (own[pollutant][segment]! * diluted + (brought?.[pollutant][segment] ?? 0));
      const roofExchange = Math.sqrt(0.01 * roofMS * roofMS + 0.4 * turbulence * turbulence);
      const residenceS = canyon.heightM / roofExchange;
      const raised = no2At(added('nox'), residenceS, draw) - no2At(0, residenceS, draw);
      air.no2UgM3[r] = background.no2UgM3 * draw.background + raised;
      air.pm10UgM3[r] = background.pm10UgM3 * draw.background + added('pm10');
      air.pm25UgM3[r] = background.pm25UgM3 * draw.background + added('pm25');
    });
    return air;
  };
}

/** By model: the first one's mean dilution of all façades over its own. */
function levelsOf(dilution: DilutionTable, receptors: number): readonly number[] {
  const means = STREET_AIR_MODELS.map((_, model) => {
    let sum = 0;
    for (let r = 0; r < receptors; r++) sum += dilution.at(model, r, USUAL_TURBULENCE_MS);
    return sum;
  });
  return means.map((mean) => (mean > 0 ? means[0]! / mean : 1));
}

function bySegment({ segments }: WhatIfPlace, source: Sources): Sources {
  const of = (links: Float64Array) =>
    Float64Array.from(segments, (segment) => segment.links.reduce((sum, link) => sum + links[link]!, 0));
  return { nox: of(source.nox), pm10: of(source.pm10), pm25: of(source.pm25) };
}

/** What depends on the place and its wind alone: made when first needed, kept with the place for every way to calculate. */
interface PlaceTables {
  readonly rose: WindRose;
  dilution(streetForm: ChainSettings['streetForm'], heights: ChainSettings['heights']): DilutionTable;
  carried(): Float64Array;
}

const tables = new WeakMap<WhatIfPlace, PlaceTables>();

function tablesOf(place: WhatIfPlace, rose: WindRose): PlaceTables {
  const before = tables.get(place);
  if (before?.rose === rose) return before;
  const { receptors, segments, nodeXM, nodeYM } = place;
  const dilutions = new Map<string, DilutionTable>();
  let carried: Float64Array | null = null;
  const made: PlaceTables = {
    rose,
    dilution(streetForm, heights) {
      const key = `${streetForm} ${heights}`;
      const open = streetForm === 'by-shape' ? place.openSegments() : null;
      const heightM = ({ heightM: wallsM }: Canyon) =>
        heights === 'half' ? Math.max(RECEPTOR_HEIGHT_M, wallsM / 2) : RECEPTOR_HEIGHT_M;
      const dilution = dilutions.get(key) ?? createDilutionTable(receptors, segments, rose, open, heightM);
      dilutions.set(key, dilution);
      return dilution;
    },
    carried() {
      const crossed = crossedStreets(place);
      carried ??= carriedOver(crossed, createStreetExchange(crossed, nodeXM, nodeYM), rose);
      return carried;
    },
  };
  tables.set(place, made);
  return made;
}

/** What the others' sources add in each segment, µg/m³. */
function carriedBy(matrix: Float64Array): (sources: Sources) => Sources {
  const count = Math.round(Math.sqrt(matrix.length));
  const times = (source: Float64Array) => {
    const made = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let j = 0; j < count; j++) sum += matrix[i * count + j]! * source[j]!;
      made[i] = sum;
    }
    return made;
  };
  return ({ nox, pm10, pm25 }) => ({ nox: times(nox), pm10: times(pm10), pm25: times(pm25) });
}

/** The segments between their crossings, as the wind passes them. */
export function crossedStreets({ segments, streets }: WhatIfPlace) {
  return segments.map(({ links, canyon }) => ({
    from: streets.from[links[0]!]!,
    to: streets.to[links[0]!]!,
    canyon,
  }));
}

/** Mean over the wind rose's classes, m/s, as the residence time of NO2 needs it. */
function meanRoofWindMS(rose: WindRose): number {
  let mean = 0;
  for (const { roofMS, share } of rose) mean += roofMS * share;
  return mean;
}
