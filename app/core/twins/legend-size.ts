/** Sizes in the legend: what a small, a middling and a large sign stand for. */
import { sizeOf } from './layer-size.ts';
import type { LayerSpec } from './layer-spec.ts';

export interface LegendSize {
  readonly attribute: string;
  /** Of points pixels across, of lines metres on the ground. */
  readonly sizeUnit: 'px' | 'm';
  /** From the low to the high value. */
  readonly steps: readonly { readonly value: number; readonly size: number }[];
}

/** Null where one size holds for all, or a layer has no size of its own. */
export function legendSize({ shape, style }: Pick<LayerSpec, 'shape' | 'style'>): LegendSize | null {
  const size = style?.size;
  if (size?.type !== 'column' || (shape !== 'point' && shape !== 'line')) return null;
  const { low, high } = size;
  const values = low === high ? [low] : [low, (low + high) / 2, high];
  return {
    attribute: size.name,
    sizeUnit: shape === 'point' ? 'px' : 'm',
    steps: values.map((value) => ({ value, size: sizeOf(size, value) })),
  };
}
