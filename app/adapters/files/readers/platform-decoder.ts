import type { TextEncoding } from '../../../core/geo/doctor/feature-source.ts';
import type { PlatformDecoder } from '../../../core/geo/reading/text-decoding.ts';
import { nextHighByte } from '../../../core/geo/reading/text-encoding.ts';

/** The platform's own decoders, one for each encoding. */
export function createPlatformDecoder(): PlatformDecoder {
  const decoders = new Map<TextEncoding, TextDecoder>();
  // Node takes ASCII into a text as it lies there; TextDecoder looks at every byte again.
  const asciiText =
    typeof Buffer === 'undefined'
      ? null
      : (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return (bytes, encoding) => {
    const isNarrow = encoding === 'utf-8' || encoding === 'windows-1252' || encoding === 'macintosh';
    if (asciiText !== null && isNarrow && nextHighByte(bytes, 0) === bytes.length) return asciiText(bytes);
    let decoder = decoders.get(encoding);
    if (decoder === undefined) {
      decoder = new TextDecoder(encoding, { ignoreBOM: true });
      decoders.set(encoding, decoder);
    }
    return decoder.decode(bytes);
  };
}
