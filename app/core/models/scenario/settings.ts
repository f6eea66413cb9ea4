/**
 * How the chain calculates where more than one way is defensible: chosen by a person, the same for the baseline and every
 * scenario, said wherever results are shown. Without a choice, the city's own truth and the what-if calculate alike.
 */
import { NO_CALIBRATION } from '../evaluation/fit.ts';
import type { Multipliers } from '../evaluation/multipliers.ts';

/** Multipliers with one standard deviation of each, as it was stated with the fit. Without it, draws know no more than without a fit. */
export interface FittedMultipliers extends Multipliers {
  readonly noise?: Multipliers;
}

export interface ChainSettings {
  /** Multipliers that were fitted to the stations; null runs the models as they are. */
  readonly calibration: FittedMultipliers | null;
  /** `by-shape`: streets that are low or built on one side only are open roads (Gaussian line source), not canyons. */
  readonly streetForm: 'canyon' | 'by-shape';
  /**
   * Where the people of a façade are: 2 m above the ground, where limits are measured, or at half the height of its
   * buildings. OSPM and STREET-SRI thin out upwards; a well-mixed box and an open road say the same at every height.
   */
  readonly heights: 'street' | 'half';
  /** `mixed`: what a street's air carries into the next at crossings (in the manner of SIRANE) is added. */
  readonly crossings: 'alone' | 'mixed';
  /** NO2 by the photostationary state, or by a formula of yearly means. */
  readonly no2: 'steady-state' | 'romberg' | 'baechlin';
  /** `cold`: engines of trips that begin in the place emit more. */
  readonly engines: 'warm' | 'cold';
  /** `fixed`: every resident's trip has the same chance to be by car; `by-distance`: a logit of walking, transit and car. */
  readonly modeSplit: 'fixed' | 'by-distance';
  /** Share of the residents' trips by car or motorcycle, 0–1, over all distances. */
  readonly privateShare: number;
}

export const SETTING_CHOICES = {
  streetForm: ['canyon', 'by-shape'],
  heights: ['street', 'half'],
  crossings: ['alone', 'mixed'],
  no2: ['steady-state', 'romberg', 'baechlin'],
  engines: ['warm', 'cold'],
  modeSplit: ['fixed', 'by-distance'],
} as const satisfies { readonly [Name in keyof ChainSettings]?: readonly ChainSettings[Name][] };
export type SettingChoice = keyof typeof SETTING_CHOICES;

export const USUAL_PRIVATE_SHARE = 0.19;
export const MOST_PRIVATE_SHARE = 0.6;

export const USUAL_SETTINGS: ChainSettings = {
  calibration: null,
  streetForm: 'canyon',
  heights: 'street',
  crossings: 'alone',
  no2: 'steady-state',
  engines: 'warm',
  modeSplit: 'fixed',
  privateShare: USUAL_PRIVATE_SHARE,
};

/** Two with the same key calculate alike. */
export function settingsKey(settings: ChainSettings): string {
  return JSON.stringify([
    ...Object.keys(SETTING_CHOICES).map((name) => settings[name as SettingChoice]),
    settings.privateShare,
    settings.calibration?.emission,
    settings.calibration?.dispersion,
    settings.calibration?.background,
    settings.calibration?.noise?.emission,
    settings.calibration?.noise?.dispersion,
    settings.calibration?.noise?.background,
  ]);
}

/** The choices in which settings differ from the usual ones. */
export function unusualSettings(settings: ChainSettings): readonly (keyof ChainSettings)[] {
  return (Object.keys(USUAL_SETTINGS) as (keyof ChainSettings)[]).filter(
    (name) => settings[name] !== USUAL_SETTINGS[name],
  );
}

/** Settings of a former visit, read as foreign input: what is odd is as usual. */
export function readSettings(value: unknown): ChainSettings {
  const fields = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const choice = <Name extends SettingChoice>(name: Name): ChainSettings[Name] => {
    const known: readonly unknown[] = SETTING_CHOICES[name];
    return (known.includes(fields[name]) ? fields[name] : USUAL_SETTINGS[name]) as ChainSettings[Name];
  };
  const share = fields.privateShare;
  return {
    calibration: readMultipliers(fields.calibration),
    streetForm: choice('streetForm'),
    heights: choice('heights'),
    crossings: choice('crossings'),
    no2: choice('no2'),
    engines: choice('engines'),
    modeSplit: choice('modeSplit'),
    privateShare: isWithin(share, 0, MOST_PRIVATE_SHARE) ? share : USUAL_PRIVATE_SHARE,
  };
}

function readMultipliers(value: unknown): FittedMultipliers | null {
  const factors = threeWithin(value, 0.01, 100);
  const noise = threeWithin((value as { readonly noise?: unknown } | null | undefined)?.noise, 0, 100);
  if (factors === null) return null;
  return noise === null ? factors : { ...factors, noise };
}

function threeWithin(value: unknown, least: number, most: number): Multipliers | null {
  const fields = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const { emission, dispersion, background } = fields;
  const isSound = [emission, dispersion, background].every((factor) => isWithin(factor, least, most));
  return isSound ? ({ emission, dispersion, background } as Multipliers) : null;
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

/** What a run multiplies its draw with. */
export function multipliersOf({ calibration }: ChainSettings): Multipliers {
  return calibration ?? NO_CALIBRATION;
}
