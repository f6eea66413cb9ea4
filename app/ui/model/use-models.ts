import { useEffect } from 'react';
import { keepEvaluated } from '../../commands/keep-evaluated.ts';
import { wallScheduler } from '../../commands/wall-scheduler.ts';
import { useApp, useAppState } from '../app-context.tsx';

/** While the Model form is shown, the models answer for whatever scenario is looked at. */
export function useModels(): void {
  const { store, ports, results, imports, history } = useApp();
  const active = useAppState((state) => state.form === 'model');
  const { clock } = ports;
  useEffect(() => {
    if (!active) return;
    return keepEvaluated({ store, ports, results, imports, history }, wallScheduler(clock));
  }, [active, store, ports, results, imports, history, clock]);
}
