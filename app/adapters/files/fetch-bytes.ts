/** Files from the page's own origin, as bytes. */

export class FetchError extends Error {
  override readonly name = 'FetchError';
  constructor(
    readonly url: string,
    /** HTTP status, or 0 where no answer came. */
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

export interface FetchProgress {
  readonly loadedBytes: number;
}

const GZIP_MAGIC = [0x1f, 0x8b] as const;

/**
 * Fetches a file. A file stored gzipped (`roads.geojson.gz`) is unpacked here; what the server compresses on the way the
 * browser has already unpacked. Throws FetchError, or the signal's AbortError.
 */
export async function fetchBytes(
  url: string,
  signal?: AbortSignal,
  onProgress?: (progress: FetchProgress) => void,
): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(url, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new FetchError(url, 0, error instanceof Error ? error.message : String(error));
  }
  if (!response.ok) throw new FetchError(url, response.status, `${response.status} ${response.statusText}`);
  const bytes = await readAll(response, onProgress);
  return bytes[0] === GZIP_MAGIC[0] && bytes[1] === GZIP_MAGIC[1] ? gunzip(bytes) : bytes;
}

async function readAll(response: Response, onProgress?: (progress: FetchProgress) => void): Promise<Uint8Array> {
  if (response.body === null || onProgress === undefined) return new Uint8Array(await response.arrayBuffer());
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    length += next.value.length;
    onProgress({ loadedBytes: length });
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
