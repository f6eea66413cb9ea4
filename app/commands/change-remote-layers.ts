/** The list of layers that are asked for by address. Only `on` leads to a request, and only a person sets it. */
import type { RemoteLayer, RemotePicture } from '../core/twins/remote-layer.ts';
import { keepRemoteLayers } from '../state/remote-layers.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

const LABEL = 'change.remote';

/** Lists a layer, switched off. */
export function addRemoteLayer(
  app: AppContext,
  layer: { readonly name: string; readonly attribution: string; readonly picture: RemotePicture },
): ChangeRecord {
  const { remoteLayers } = app.store.getState();
  const taken = new Set(remoteLayers.map(({ id }) => id));
  let number = 1;
  while (taken.has(`remote-${number}`)) number += 1;
  const added: RemoteLayer = { id: `remote-${number}`, ...layer, opacity: 1, on: false, problem: null };
  return replace(app, [...remoteLayers, added]);
}

export function removeRemoteLayer(app: AppContext, id: string): ChangeRecord {
  return replace(
    app,
    app.store.getState().remoteLayers.filter((layer) => layer.id !== id),
  );
}

/** From here on requests go to the layer's host, or cease. Undo never switches a layer on again. */
export function switchRemoteLayer(app: AppContext, id: string, on: boolean): ChangeRecord {
  const { undo: _undo, redo: _redo, ...change } = changeOne(app, id, { on, problem: null });
  return change;
}

export function setRemoteOpacity(app: AppContext, id: string, opacity: number): ChangeRecord {
  if (!(opacity >= 0 && opacity <= 1)) return { label: LABEL };
  return { ...changeOne(app, id, { opacity }), merge: `remote opacity ${id}` };
}

/** What the renderer said of a layer; it is no change of the person's. */
export function noteRemoteProblem(app: AppContext, id: string, problem: string): void {
  changeOne(app, id, { problem: problem.slice(0, 300) });
}

function changeOne(app: AppContext, id: string, fields: Partial<RemoteLayer>): ChangeRecord {
  const { remoteLayers } = app.store.getState();
  return replace(
    app,
    remoteLayers.map((layer) => (layer.id === id ? { ...layer, ...fields } : layer)),
  );
}

function replace({ store, ports }: AppContext, after: readonly RemoteLayer[]): ChangeRecord {
  const before = store.getState().remoteLayers;
  const show = (layers: readonly RemoteLayer[]) => {
    // Taken back or done again, a layer comes back switched off, unless it is on now.
    const isOn = new Set(store.getState().remoteLayers.flatMap(({ id, on }) => (on ? [id] : [])));
    const shown = layers.map((layer) => ({ ...layer, on: layer.on && isOn.has(layer.id) }));
    store.setState({ remoteLayers: shown });
    keepRemoteLayers(ports.settings.set, shown);
  };
  store.setState({ remoteLayers: after });
  keepRemoteLayers(ports.settings.set, after);
  return { label: LABEL, undo: () => show(before), redo: () => show(after) };
}
