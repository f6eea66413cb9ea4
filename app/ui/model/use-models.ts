import { useEffect } from 'react';
import { keepEvaluated } from '../../commands/keep-evaluated.ts';
import { keepFitted } from '../../commands/keep-fitted.ts';
import { keepOwnPlace } from '../../commands/keep-own-place.ts';
import { wallScheduler } from '../../commands/wall-scheduler.ts';
import { useApp, useAppState } from '../app-context.tsx';

/** While the Model form is shown, the models answer for whatever scenario is looked at. */
export function useModels(): void {
  const app = useApp();
  const active = useAppState((state) => state.form === 'model');
  const { clock } = app.ports;
  useEffect(() => {
    if (!active) return;
    const place = keepOwnPlace(app);
    const stopFitting = keepFitted(app, wallScheduler(clock));
    let stop: (() => void) | null = null;
    let left = false;
    void place.restored.then(() => {
      if (!left) stop = keepEvaluated(app, wallScheduler(clock));
    });
    return () => {
      left = true;
      place.stop();
      stopFitting();
      stop?.();
    };
  }, [active, app, clock]);
}
