import { useEffect, useState } from 'react';
import { pickOnMap } from '../../commands/pick-on-map.ts';
import { layerOfPart } from '../../state/drawn-layers.ts';
import { useApp, useCommand } from '../app-context.tsx';

/** What the person does on the map becomes state: what was picked, and where the camera stands. */
export function useSceneEvents(): void {
  const { ports, store } = useApp();
  const run = useCommand();
  const { scene } = ports;
  useEffect(() => {
    if (scene === null) return;
    store.setState({ view: scene.view() });
    const stopPick = scene.onPick((picked, ground) =>
      run(
        pickOnMap,
        picked === null ? null : { layerId: layerOfPart(picked.layerId), featureId: picked.featureId },
        ground ? ([ground.lon, ground.lat] as const) : null,
      ),
    );
    const stopView = scene.onViewChange((view) => store.setState({ view }));
    return () => {
      stopPick();
      stopView();
    };
    // `run` is made anew at each render and does the same
  }, [scene, store]);
}

/** The ground under the pointer, where the renderer tells it. */
export function usePointerGround(): { readonly lon: number; readonly lat: number } | null {
  const { scene } = useApp().ports;
  const [ground, setGround] = useState<{ readonly lon: number; readonly lat: number } | null>(null);
  useEffect(() => scene?.onPointer(setGround), [scene]);
  return ground;
}
