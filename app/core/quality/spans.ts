import { grossRangeFlag, NOT_EVALUATED, type QualityFlag, type Span } from './qartod.ts';

/** What a property can plausibly be, in one unit, and where the bounds come from. */
export interface PropertySpan {
  readonly property: string;
  /** UCUM; a value in another unit is not evaluated. */
  readonly unit: string;
  readonly fail: Span;
  readonly suspect: Span;
  readonly source: string;
}

const RANGES = 'Plausibility bounds of this project for a European city, hourly values';
const WMO = 'WMO-No. 8 (CIMO guide), measurement ranges; suspect span: the climate of Barcelona';

/** Spans of the gross range test at ingest. The other QARTOD tests need a series and belong to the quality report. */
export const PROPERTY_SPANS: readonly PropertySpan[] = [
  span('no2', 'ug/m3', [0, 1000], [0, 400], 'EU alert threshold for NO2: 400 ug/m3 (Directive 2008/50/EC, annex XII)'),
  span('no', 'ug/m3', [0, 2000], [0, 1000], RANGES),
  span('o3', 'ug/m3', [0, 800], [0, 360], 'EU alert threshold for O3 is 240 ug/m3; suspect at 1.5 times that'),
  span('pm10', 'ug/m3', [0, 2000], [0, 600], 'Saharan dust episodes reach some hundreds of ug/m3'),
  span('pm25', 'ug/m3', [0, 1000], [0, 300], RANGES),
  span('laeq', 'dB[A]', [25, 130], [35, 110], 'Noise floor and overload of class 2 sound level meters (IEC 61672-1)'),
  span('flow', '{veh}/h', [0, 12_500], [0, 9_500], '2,500 and 1,900 vehicles an hour and lane, five lanes'),
  span('speed', 'km/h', [0, 200], [0, 120], 'Urban streets; limit on a city ring road about 80 km/h'),
  span('occupancy', '1', [0, 1], [0, 1], 'A share'),
  span('temperature', 'Cel', [-40, 60], [-10, 42], WMO),
  span('humidity', '%', [0, 100], [5, 100], WMO),
  span('wind_speed', 'm/s', [0, 75], [0, 35], WMO),
  span('wind_direction', 'deg', [0, 360], [0, 360], WMO),
  span('pressure', 'hPa', [500, 1080], [950, 1050], WMO),
  span('rain', 'mm/h', [0, 2000], [0, 200], WMO),
  span('bikes', '{bike}/h', [0, 6000], [0, 3000], 'Capacity of a two-way cycle track, about 3,000 bicycles an hour'),
  span('fill', '1', [0, 1], [0, 1], 'A share'),
  span('free', '{space}', [0, 1000], [0, 200], 'Kerbside spaces of one street side'),
];

const BY_PROPERTY: ReadonlyMap<string, PropertySpan> = new Map(PROPERTY_SPANS.map((entry) => [entry.property, entry]));

/** The flag an observation gets on arrival: gross range only, and "not evaluated" where no span is known. */
export function ingestFlag(property: string, unit: string, value: number): QualityFlag {
  const known = BY_PROPERTY.get(property);
  if (known === undefined || known.unit !== unit) return NOT_EVALUATED;
  return grossRangeFlag(value, known.fail, known.suspect);
}

function span(property: string, unit: string, fail: Span, suspect: Span, source: string): PropertySpan {
  return { property, unit, fail, suspect, source };
}
