/** Why the map cannot stand; the page turns the code into a sentence. */
export type MapErrorCode = 'no-webgl2' | 'renderer-failed';

export class MapError extends Error {
  override readonly name = 'MapError';
  constructor(
    readonly code: MapErrorCode,
    detail = '',
  ) {
    super(detail === '' ? code : `${code}: ${detail}`);
  }
}

/** Asks the browser for a WebGL 2 context on a canvas of its own; throws `no-webgl2` where there is none. */
export function requireWebGl2(): void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2');
  if (context === null) throw new MapError('no-webgl2');
  context.getExtension('WEBGL_lose_context')?.loseContext();
}
