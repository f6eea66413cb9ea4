import { useEffect } from 'react';
import { noteRemoteProblem } from '../../commands/change-remote-layers.ts';
import { useApp, useAppState } from '../app-context.tsx';

/** What is switched on is drawn; everything else is left in peace. */
export function useRemoteLayers(): void {
  const app = useApp();
  const remote = app.ports.scene?.remote;
  const layers = useAppState((state) => state.remoteLayers);
  useEffect(() => remote?.onProblem((id, detail) => noteRemoteProblem(app, id, detail)), [app, remote]);
  useEffect(() => remote?.show(layers.filter(({ on }) => on)), [remote, layers]);
}
