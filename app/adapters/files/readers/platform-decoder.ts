import type { TextEncoding } from '../../../core/geo/doctor/feature-source.ts';
import type { PlatformDecoder } from '../../../core/geo/reading/text-decoding.ts';

/** The platform's own decoders, one for each encoding. */
export function createPlatformDecoder(): PlatformDecoder {
  const decoders = new Map<TextEncoding, TextDecoder>();
  return (bytes, encoding) => {
    let decoder = decoders.get(encoding);
    if (decoder === undefined) {
      decoder = new TextDecoder(encoding, { ignoreBOM: true });
      decoders.set(encoding, decoder);
    }
    return decoder.decode(bytes);
  };
}
