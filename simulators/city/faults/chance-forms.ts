/** What chance may bring: one form of each kind of fault that looks different, and how long it lasts. */
import type { FaultParameters, FaultType } from '../../../app/core/stream/fault-catalogue.ts';

export interface ChanceForm {
  readonly type: FaultType;
  /** Minutes, evenly between the two; or about a mean with an exponential tail, from the least to six hours. */
  readonly minutes: readonly [least: number, most: number] | { readonly least: number; readonly mean: number };
  /** Only these of the properties that the type can befall. */
  readonly properties?: readonly string[];
  readonly parameters?: FaultParameters;
}

const form = (
  type: FaultType,
  minutes: ChanceForm['minutes'],
  more: Pick<ChanceForm, 'properties' | 'parameters'> = {},
): ChanceForm => ({ type, minutes, ...more });

/**
 * A line that fails (Gilbert–Elliott) is down for exponential times with a mean of fifty minutes, a stuck sensor is found after
 * three hours; nothing lasts longer than six. All of them together, and the planned ones, touch three to five rows in a hundred.
 */
export const CHANCE_FORMS: readonly ChanceForm[] = [
  form('gap', { least: 10, mean: 50 }),
  form('stuck', { least: 30, mean: 180 }),
  form('spike', [1, 1]),
  form('drift', [90, 180]),
  form('noise-burst', [20, 60]),
  form('saturation', [30, 90]),
  form('counter-rollover', [1, 1]),
  form('counter-reset', [1, 1]),
  form('id-reuse', [20, 40]),
  form('unit-mixup', [20, 45], { properties: ['no2', 'no', 'o3'] }),
  form('unit-mixup', [30, 60], { properties: ['temperature'] }),
  form('unit-mixup', [20, 45], { properties: ['speed', 'wind_speed'] }),
  form('unit-mixup', [20, 45], { properties: ['occupancy', 'fill', 'humidity'] }),
  form('sentinel', [10, 30], { parameters: { code: '-999' } }),
  form('sentinel', [10, 30], { parameters: { code: '9999' } }),
  form('sentinel', [10, 20], { parameters: { code: 'NaN' } }),
  form('sentinel', [10, 30], { parameters: { code: 'empty' } }),
  form('duplicate', [15, 35]),
  form('replay', [20, 60]),
  form('late', [15, 35]),
  form('out-of-order', [20, 45]),
  form('retained-stale', [20, 40]),
  form('rogue-publisher', [15, 30]),
  form('clock-skew', [15, 30], { parameters: { seconds: 137 } }),
  form('clock-skew', [15, 30], { parameters: { seconds: -73 } }),
  form('local-as-utc', [15, 35]),
  form('dst-fold', [60, 60], { parameters: { minutes: 30 } }),
  form('renamed-key', [15, 45]),
  form('string-number', [15, 45]),
  form('decimal-comma', [15, 45]),
  form('swapped-axes', [30, 90]),
  form('projected-as-degrees', [30, 90]),
  form('null-island', [30, 90]),
  form('ed50-shift', [30, 90]),
  form('truncated-degrees', [30, 90]),
];
