import { constants, crc32, deflateRaw } from 'node:zlib';

/**
 * A gzip stream put together from parts that were compressed apart: each ends on a byte boundary (full flush), so that
 * an hour of history is compressed once, however many pages ask for it. Browsers read one gzip member only, hence one
 * header and one checksum for the whole (RFC 1952).
 */
export interface Block {
  readonly deflated: Buffer;
  readonly crc: number;
  /** Bytes before compression. */
  readonly length: number;
}

export function makeBlock(text: string): Promise<Block> {
  const bytes = Buffer.from(text);
  if (bytes.length === 0) return Promise.resolve({ deflated: Buffer.alloc(0), crc: 0, length: 0 });
  return new Promise((resolve, reject) => {
    deflateRaw(bytes, { level: 6, finishFlush: constants.Z_FULL_FLUSH }, (error, deflated) => {
      if (error) reject(error);
      else resolve({ deflated, crc: crc32(bytes), length: bytes.length });
    });
  });
}

export const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** Ends the stream: an empty last block, the checksum and the length of all parts. */
export function gzipTrailer(blocks: readonly Pick<Block, 'crc' | 'length'>[]): Buffer {
  let crc = 0;
  let length = 0;
  for (const block of blocks) {
    crc = combineCrc32(crc, block.crc, block.length);
    length += block.length;
  }
  const trailer = Buffer.from([0x03, 0x00, 0, 0, 0, 0, 0, 0, 0, 0]);
  trailer.writeUInt32LE(crc >>> 0, 2);
  trailer.writeUInt32LE(length >>> 0, 6);
  return trailer;
}

/**
 * CRC-32 of two texts joined, from the CRC of each and the length of the second: the first is carried over that many
 * zero bytes by repeated squaring of the shift operator (a 32×32 matrix over GF(2), one number per column).
 */
export function combineCrc32(first: number, second: number, secondLength: number): number {
  if (secondLength === 0) return first >>> 0;
  let operator = new Uint32Array(32); // one zero bit
  operator[0] = 0xedb88320;
  for (let bit = 1; bit < 32; bit++) operator[bit] = 2 ** (bit - 1);
  for (let doubling = 0; doubling < 3; doubling++) operator = squared(operator); // one zero byte
  let crc = first >>> 0;
  for (let rest = secondLength; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) crc = applied(operator, crc);
    operator = squared(operator);
  }
  return (crc ^ second) >>> 0;
}

function applied(matrix: Uint32Array, vector: number): number {
  let sum = 0;
  for (let bit = 0, rest = vector; rest !== 0; bit++, rest >>>= 1) if (rest & 1) sum ^= matrix[bit]!;
  return sum >>> 0;
}

function squared(matrix: Uint32Array): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(matrix, (column) => applied(matrix, column));
}
