import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppContext } from './app-context.ts';
import { giveNotice } from './give-notice.ts';
import { drawn } from './restore-layers.ts';
import { wallScheduler } from './wall-scheduler.ts';

/** A person moves a slider: the lines are made anew once it has rested for so long. */
const REST_MS = 300;

const widthsOf = ({ shape, style }: LayerSpec): string | null =>
  shape === 'line' ? JSON.stringify(style?.size ?? null) : null;

/**
 * Draws the lines of a layer anew when a person, an undo or a redo gave them other widths: widths are metres on the
 * ground, and so a part of the shape. Ends when the answer is called.
 */
export function keepLineWidths(app: AppContext): () => void {
  const { store, ports } = app;
  const { after } = wallScheduler(ports.clock);
  const waiting = new Map<string, () => void>();
  const redraw = async (id: string) => {
    waiting.delete(id);
    const layer = store.getState().layers.find((one) => one.id === id);
    if (layer === undefined) return;
    try {
      const geometry = await drawn(ports, layer);
      const now = store.getState().layers.find((one) => one.id === id);
      // Something else may be wished by now: its own turn comes.
      if (geometry !== null && now !== undefined && widthsOf(now) === widthsOf(layer)) ports.showGeometry(geometry);
    } catch (error) {
      giveNotice(app, 'error', 'notice.widths-failed', {
        detail: error instanceof Error ? error.message : String(error),
      });
    }
  };
  const stop = store.subscribe(({ layers }, before) => {
    if (layers === before.layers) return;
    for (const layer of layers) {
      const former = before.layers.find(({ id }) => id === layer.id);
      if (former === undefined || former === layer || widthsOf(former) === widthsOf(layer)) continue;
      waiting.get(layer.id)?.();
      waiting.set(
        layer.id,
        after(REST_MS, () => void redraw(layer.id)),
      );
    }
  });
  return () => {
    stop();
    for (const callOff of waiting.values()) callOff();
  };
}
