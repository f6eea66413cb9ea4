/** Base64 (RFC 4648) as DuckDB's to_base64() writes it: how the geometries of a group reach one function as one text. */

const CODES = new Uint8Array(128).fill(255);
for (const [i, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  CODES[letter.charCodeAt(0)] = i;
}

export function bytesOfBase64(text: string): Uint8Array {
  let length = text.length;
  while (length > 0 && text[length - 1] === '=') length--;
  const bytes = new Uint8Array((length * 3) >> 2);
  let at = 0;
  let bits = 0;
  let held = 0;
  for (let i = 0; i < length; i++) {
    held = ((held << 6) | CODES[text.charCodeAt(i) & 127]!) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
  }
  return bytes;
}
