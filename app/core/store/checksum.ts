/** FNV-1a over 32-bit words, then the bytes left: finds what a disk or a broken write did to stored bytes, no more. */
export function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  const words = bytes.length >> 2;
  if ((bytes.byteOffset & 3) === 0) {
    const view = new Uint32Array(bytes.buffer, bytes.byteOffset, words);
    for (let i = 0; i < words; i++) hash = Math.imul(hash ^ view[i]!, 0x01000193);
  } else {
    const view = new DataView(bytes.buffer, bytes.byteOffset, words << 2);
    for (let i = 0; i < words << 2; i += 4) hash = Math.imul(hash ^ view.getUint32(i, true), 0x01000193);
  }
  for (let i = words << 2; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash >>> 0;
}
