import type { ColourRule } from '../core/twins/layer-spec.ts';

export type LegendModel =
  | { readonly type: 'ramp'; readonly colours: readonly string[]; readonly ticks: readonly number[] }
  | { readonly type: 'categories'; readonly entries: readonly { readonly label: string; readonly colour: string }[] };
const V = [
  '#440154',
  '#482878',
  '#3e4989',
  '#31688e',
  '#26828e',
  '#1f9e89',
  '#35b779',
  '#6ece58',
  '#b5de2b',
  '#fde725',
];
export function legendOf(rule: ColourRule): LegendModel | null {
  if (rule.type === 'plain') return null;
  if (rule.type === 'categories') return { type: 'categories', entries: rule.categories };
  return { type: 'ramp', colours: V, ticks: [rule.low, ...rule.breaks, rule.high] };
}
