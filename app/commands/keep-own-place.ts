import type { AppContext } from './app-context.ts';
import { chooseOwnPlace } from './choose-own-place.ts';

/**
 * While the Model form is shown: brings back the place that an earlier visit left, and its tables after a restart of the
 * database. `restored` settles once the models know which place they are asked about; it never rejects.
 */
export function keepOwnPlace(app: AppContext): { readonly restored: Promise<void>; readonly stop: () => void } {
  const { store, ports } = app;
  const again = (): Promise<void> => {
    const { spec } = store.getState().ownPlace;
    return spec === null ? Promise.resolve() : chooseOwnPlace(app, spec).finished;
  };
  const restored = store.getState().ownPlace.isReady ? Promise.resolve() : again();
  const stop = ports.database.onRestart((phase) => {
    if (phase === 'ready') void again();
  });
  return { restored, stop };
}
