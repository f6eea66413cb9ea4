import type { RemoteLayer } from '../core/twins/remote-layer.ts';
import { readRemoteLayers } from '../core/twins/remote-layer.ts';

export { hostOf, pictureOf } from '../core/twins/remote-layer.ts';
export { readRemoteSource } from '../core/twins/remote-source.ts';

const REMOTE_KEY = 'remote-layers';

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

export function keepRemoteLayers(set: (key: string, value: string) => void, layers: readonly RemoteLayer[]): void {
  set(REMOTE_KEY, JSON.stringify(layers.map(({ on: _on, problem: _problem, ...kept }) => kept)));
}
