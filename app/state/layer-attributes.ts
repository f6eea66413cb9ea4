import type { LayerSpec } from '../core/twins/layer-spec.ts';

export interface LayerAttribute {
  readonly id: string;
  readonly unit: string;
  readonly kind: 'number' | 'category';
  readonly live: boolean;
}
const n = (id: string, unit = '', live = false): LayerAttribute => ({ id, unit, kind: 'number', live });
const TEMPORARY: Record<string, LayerAttribute[]> = {
  buildings: [
    n('height_m', 'm'),
    n('floors'),
    n('year'),
    n('dwellings'),
    { id: 'use', unit: '', kind: 'category', live: false },
  ],
  census_sections: [n('population'), n('dwellings')],
  streets: [n('capacity_veh_h', '{veh}/h'), n('speed_kmh', 'km/h')],
  sensors: [n('no2', 'ug/m3', true), n('flow', '{veh}/h', true), n('laeq', 'dB[A]', true)],
};

/** The attributes a layer can be coloured by. */
export function attributesOf(layer: LayerSpec): readonly LayerAttribute[] {
  return TEMPORARY[layer.table] ?? [];
}

/** The attribute a layer is coloured by now; null where it is plain. */
export function colouredBy(layer: LayerSpec): string | null {
  return layer.colour.type === 'plain' ? null : layer.colour.attribute;
}
