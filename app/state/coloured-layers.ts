import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppState } from './app-state.ts';

export function colouredLayers(state: Pick<AppState, 'layers' | 'form' | 'comparison'>): readonly LayerSpec[] {
  const own = state.layers.filter(
    (l) => l.visible && l.colour.type !== 'plain' && !(state.form === '3d' && l.shape === 'extrusion'),
  );
  return own;
}
