/** What the page and the builder worker say to each other. Buffers are transferred; rows go to the database's own port. */
import type { BuildProgress, BuiltLayer, LayerRequest } from '../../../core/twins/layer-builder.ts';

export interface ToBuilderWorker {
  readonly request: LayerRequest;
  /** Present where rows are to be stored. */
  readonly ingestPort: MessagePort | null;
}

export type FromBuilderWorker =
  | { readonly type: 'progress'; readonly progress: BuildProgress }
  | { readonly type: 'built'; readonly built: BuiltLayer }
  | { readonly type: 'failed'; readonly detail: string };

/** The buffers of a request that move instead of being copied. */
export function transferOfRequest({ source }: LayerRequest): Transferable[] {
  switch (source.type) {
    case 'geojson':
      return typeof source.text === 'string' ? [] : [source.text.buffer];
    case 'wkb':
      return [source.bytes.buffer, source.ends.buffer];
    case 'points':
      return [source.lon.buffer, source.lat.buffer];
  }
}
