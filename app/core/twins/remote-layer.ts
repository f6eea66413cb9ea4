/**
 * A layer that is asked for by address each time it is looked at. It is switched on by a person, on this page and for this
 * visit: what is kept or shared lists it switched off.
 */
import type { RemoteSource } from './remote-source.ts';

/** What a renderer needs to draw it. */
export type RemotePicture =
  | { readonly type: 'xyz'; readonly template: string }
  | { readonly type: 'wms'; readonly address: string; readonly layer: string }
  /** Web Mercator; `{TileMatrix}`, `{TileRow}`, `{TileCol}`. Names of the matrices by level; '' where there is none. */
  | { readonly type: 'wmts'; readonly template: string; readonly matrices: readonly string[] }
  | { readonly type: '3d-tiles'; readonly address: string };

export interface RemoteLayer {
  readonly id: string;
  readonly name: string;
  readonly picture: RemotePicture;
  /** 0–1. */
  readonly opacity: number;
  /** Whose it is, as text. */
  readonly attribution: string;
  readonly on: boolean;
  /** What the renderer said in technical words; null while nothing failed. */
  readonly problem: string | null;
}

/** A layer of a service, as its capabilities tell. */
export interface ServiceLayer {
  readonly name: string;
  readonly title: string;
  readonly attribution: string;
  readonly picture: RemotePicture;
}

export type ServiceProblem =
  /** No answer: away, or it does not let pages of other sites ask (CORS). */
  | 'unreachable'
  /** It answered with an error; the detail is its number. */
  | 'refused'
  | 'too-large'
  /** The answer is no capabilities document. */
  | 'not-capabilities'
  /** It has layers, but none in Web Mercator. */
  | 'no-layers';

export type ServiceAnswer =
  | { readonly layers: readonly ServiceLayer[] }
  | { readonly problem: ServiceProblem; readonly detail: string };

/** Asks a map service which layers it has: one request to its host. */
export interface RemoteServices {
  layersOf(
    source: Extract<RemoteSource, { readonly type: 'wms' | 'wmts' }>,
    signal: AbortSignalLike,
  ): Promise<ServiceAnswer>;
}

/** The part of an AbortSignal that is needed; any AbortSignal is one. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** Draws remote layers under and among the model. */
export interface RemoteRenderer {
  /** These and no others are asked for from here on, the lowest first. */
  show(layers: readonly Pick<RemoteLayer, 'id' | 'picture' | 'opacity'>[]): void;
  /** Nothing of a layer could be had. */
  onProblem(listener: (id: string, detail: string) => void): () => void;
}

/** Where requests for it go. */
export function hostOf(picture: RemotePicture | RemoteSource): string {
  const address = 'template' in picture ? picture.template : picture.address;
  return /^https?:\/\/([^/?#]+)/i.exec(address)?.[1]?.replace('{s}.', '').toLowerCase() ?? address;
}

/** What can be drawn of an address alone; null where a layer of the service is to be chosen first. */
export function pictureOf(source: RemoteSource): RemotePicture | null {
  if (source.type === 'xyz' || source.type === '3d-tiles') return source;
  return source.type === 'wms' && source.layer !== null ? { ...source, layer: source.layer } : null;
}

const LONGEST_ADDRESS = 4_000;
const LONGEST_NAME = 300;
const MOST_LAYERS = 100;

/** Layers of an earlier visit or of a project, as foreign input: every one switched off, odd ones passed over. */
export function readRemoteLayers(value: unknown): readonly RemoteLayer[] {
  if (!Array.isArray(value)) return [];
  const layers = value.slice(0, MOST_LAYERS).flatMap((entry): RemoteLayer[] => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { id, name, picture, opacity, attribution } = entry as Readonly<Record<string, unknown>>;
    const read = readPicture(picture);
    if (typeof id !== 'string' || id === '' || typeof name !== 'string' || read === null) return [];
    return [
      {
        id: id.slice(0, LONGEST_NAME),
        name: name.slice(0, LONGEST_NAME),
        picture: read,
        opacity: typeof opacity === 'number' && opacity >= 0 && opacity <= 1 ? opacity : 1,
        attribution: typeof attribution === 'string' ? attribution.slice(0, LONGEST_NAME) : '',
        on: false,
        problem: null,
      },
    ];
  });
  return layers.filter(({ id }, index) => layers.findIndex((other) => other.id === id) === index);
}

function readPicture(value: unknown): RemotePicture | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, template, address, layer, matrices } = value as Readonly<Record<string, unknown>>;
  if (type === 'xyz') return isAddress(template) ? { type, template } : null;
  if (type === '3d-tiles') return isAddress(address) ? { type, address } : null;
  if (type === 'wms') return isAddress(address) && typeof layer === 'string' ? { type, address, layer } : null;
  const isList = Array.isArray(matrices) && matrices.length <= 40 && matrices.every((one) => typeof one === 'string');
  return type === 'wmts' && isAddress(template) && isList ? { type, template, matrices } : null;
}

/** A web address without a user's name in it; whether the page may ask it, the browser decides. */
function isAddress(value: unknown): value is string {
  return (
    typeof value === 'string' && value.length <= LONGEST_ADDRESS && /^https?:\/\/[^/?#@\s]+([/?#]\S*)?$/i.test(value)
  );
}
