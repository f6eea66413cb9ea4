import type { RemoteLayer } from '../core/twins/remote-layer.ts';
import { readRemoteLayers } from '../core/twins/remote-layer.ts';

export { hostOf, pictureOf } from '../core/twins/remote-layer.ts';
export { readRemoteSource } from '../core/twins/remote-source.ts';

export const REMOTE_KEY = 'remote-layers';

/** The list as it was left, every layer switched off: what was agreed to on another day is asked again. */
export function savedRemoteLayers(get: (key: string) => string | null): {
  readonly remoteLayers: readonly RemoteLayer[];
} {
  try {
    return { remoteLayers: readRemoteLayers(JSON.parse(get(REMOTE_KEY) ?? '[]')) };
  } catch {
    return { remoteLayers: [] };
  }
}

/** The list as it is kept and as it goes into a project: none says that it is on. */
export function remoteLayersText(layers: readonly RemoteLayer[]): string {
  return JSON.stringify(layers.map(({ on: _on, problem: _problem, ...kept }) => kept));
}

export function keepRemoteLayers(set: (key: string, value: string) => void, layers: readonly RemoteLayer[]): void {
  set(REMOTE_KEY, remoteLayersText(layers));
}
