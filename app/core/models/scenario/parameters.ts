/**
 * What the chain does not know for sure. Evaporation is not among it: it is a choice, made in the scenario, and its effect
 * is shown for 0, 10 and 20 % beside the draws. One draw of these numbers makes one run; the same draw is used for baseline and
 * scenario. Median 1 where it is a multiplier, 0 where it is added.
 */
import { exp, ln } from '../../base/portable-math.ts';
import type { Assumption } from '../assumption.ts';
import { centralValues, type UncertainParameter } from '../uncertainty/latin-hypercube.ts';
import type { FittedMultipliers } from './settings.ts';

export const CHAIN_PARAMETERS = [
  { name: 'flow', type: 'lognormal', median: 1, geometricDeviation: 1.1 },
  { name: 'emission', type: 'lognormal', median: 1, geometricDeviation: 1.35 },
  { name: 'particles', type: 'lognormal', median: 1, geometricDeviation: 1.5 },
  { name: 'co2', type: 'lognormal', median: 1, geometricDeviation: 1.1 },
  { name: 'dispersion', type: 'lognormal', median: 1, geometricDeviation: 1.3 },
  { name: 'primary-no2', type: 'normal', mean: 0.15, deviation: 0.04, least: 0.02 },
  { name: 'background', type: 'normal', mean: 1, deviation: 0.1, least: 0.5 },
  { name: 'street-model', type: 'choice', count: 3 },
  // Both in dB, and the last, so that a draw's other numbers are what they were without it.
  { name: 'noise', type: 'normal', mean: 0, deviation: 2 },
  { name: 'quiet', type: 'normal', mean: 0, deviation: 3 },
] as const satisfies readonly UncertainParameter[];

/** What holds where the stations are need not hold in every street: geometric standard deviation, and relative one of the background. */
const ELSEWHERE_DEVIATION = 1.1;
const ELSEWHERE_BACKGROUND = 0.05;

/**
 * What is not known once multipliers were fitted: their stated noise, joined with what may differ elsewhere, and never more
 * than without a fit. The rest, the fleet's particles among it, stays as it was.
 */
export function chainParameters(calibration: FittedMultipliers | null): readonly UncertainParameter[] {
  const noise = calibration?.noise;
  if (calibration === null || noise === undefined) return CHAIN_PARAMETERS;
  const elsewhere = ln(ELSEWHERE_DEVIATION);
  return CHAIN_PARAMETERS.map((parameter): UncertainParameter => {
    if (parameter.name === 'emission' || parameter.name === 'dispersion') {
      const relative = noise[parameter.name] / calibration[parameter.name];
      const deviation = exp(Math.sqrt(relative * relative + elsewhere * elsewhere));
      return { ...parameter, geometricDeviation: Math.min(parameter.geometricDeviation, deviation) };
    }
    if (parameter.name === 'background') {
      const relative = noise.background / calibration.background;
      const deviation = Math.sqrt(relative * relative + ELSEWHERE_BACKGROUND * ELSEWHERE_BACKGROUND);
      return { ...parameter, deviation: Math.min(parameter.deviation, deviation) };
    }
    return parameter;
  });
}

/** One draw, by the parameters' order above. */
export interface ChainDraw {
  readonly flow: number;
  /** What the fleet emits of NOx, of particles (exhaust and wear), and of CO2. */
  readonly emission: number;
  readonly particles: number;
  readonly co2: number;
  readonly dispersion: number;
  readonly primaryNo2: number;
  readonly background: number;
  /** 0 OSPM, 1 STREET-SRI, 2 box. */
  readonly streetModel: number;
  /** Added to the level of a street's own traffic at its façades, dB. */
  readonly noiseDb: number;
  /** Added to the level of the city beyond the street, dB. */
  readonly quietDb: number;
}

export function drawOf(values: ArrayLike<number>, offset = 0): ChainDraw {
  return {
    flow: values[offset]!,
    emission: values[offset + 1]!,
    particles: values[offset + 2]!,
    co2: values[offset + 3]!,
    dispersion: values[offset + 4]!,
    primaryNo2: values[offset + 5]!,
    background: values[offset + 6]!,
    streetModel: values[offset + 7]!,
    noiseDb: values[offset + 8]!,
    quietDb: values[offset + 9]!,
  };
}

/**
 * The middle of everything, and OSPM of the street models: what the map shows first. Alternatives have no middle, so this is
 * not the middle of the draws, which take each of the three models as often.
 */
export const CENTRAL_DRAW: ChainDraw = drawOf(centralValues(CHAIN_PARAMETERS));

const judged = (key: string, value: number, range: readonly [number, number], source: string): Assumption => ({
  key: `scenario.${key}`,
  value,
  unit: '1',
  range,
  source,
  kind: 'assumption',
});

export const CHAIN_ASSUMPTIONS: readonly Assumption[] = [
  judged('flow-spread', 1.1, [1.05, 1.2], 'Geometric standard deviation of the demand: judgement'),
  judged('emission-spread', 1.35, [1.2, 1.6], 'Geometric standard deviation of the fleet’s NOx factor: judgement'),
  judged(
    'particles-spread',
    1.5,
    [1.3, 2],
    'Geometric standard deviation of the fleet’s particles, most of them wear, which is hardly measured: judgement',
  ),
  judged('co2-spread', 1.1, [1.05, 1.2], 'Geometric standard deviation of the fleet’s fuel and CO2: judgement'),
  judged('dispersion-spread', 1.3, [1.2, 1.5], 'Geometric standard deviation of wind and dispersion: judgement'),
  judged('primary-no2', 0.15, [0.07, 0.23], 'Observed primary NO2 shares of recent European fleets, 0.15 ± 0.04'),
  judged('background-spread', 0.1, [0.05, 0.2], 'Relative standard deviation of the background: judgement'),
  {
    ...judged(
      'noise-spread',
      2,
      [1, 3],
      'Standard deviation of a street’s level at its façades: 2 dB in the emission (accuracy that Directive (EU) 2015/996, 2.1.2, asks of input values) and 3 dB in the propagation up to 100 m (ISO 9613-2, table 5), both taken as 95 % ranges and joined: 1.8',
    ),
    unit: 'dB',
  },
  {
    ...judged(
      'quiet-spread',
      3,
      [1, 5],
      'Standard deviation of the level of the city beyond the street, so that nine of ten lie within the 40 to 50 dB that it may be: judgement',
    ),
    unit: 'dB',
  },
  judged(
    'elsewhere-spread',
    ELSEWHERE_DEVIATION,
    [1.05, 1.2],
    'Geometric standard deviation of emission and of dispersion from street to street, once they were fitted to the stations, beside the stated noise of the fit; of the background 0.05: judgement',
  ),
  judged(
    'provisional-draws',
    40,
    [12, 40],
    'Combinations of all these numbers and of the three street models that a provisional range is the 5th to 95th percentile of, fewer in a large place; nobody chooses another way in them, which draws do',
  ),
  judged(
    'evaporation',
    0,
    [0, 0.2],
    'Not drawn: a choice, none unless a scenario makes one. S. Cairns et al. (2002): median 11 %, mean 22 % of the traffic displaced',
  ),
];
