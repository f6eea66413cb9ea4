/**
 * The box of a geometry straight from its WKB, without making the geometry: for the many rows whose box already says that
 * they are not concerned. It reads what wkb.ts reads; what is odd in any way is left to that.
 */

const HEADER_BYTES = 5;
/** Deeper collections are left to the reader, which refuses them. */
const MAX_DEPTH = 8;
const COLLECTIONS: ReadonlySet<number> = new Set([4, 5, 6, 7]);

export class WkbBounds {
  /** Of the geometry last read, degrees; minX > maxX where it is empty. */
  minX = Number.POSITIVE_INFINITY;
  minY = Number.POSITIVE_INFINITY;
  maxX = Number.NEGATIVE_INFINITY;
  maxY = Number.NEGATIVE_INFINITY;
  /** The geometry last read is one point, at (minX, minY). */
  isPoint = false;
  private view: DataView = new DataView(new ArrayBuffer(0));
  private bytes: Uint8Array | null = null;

  /** Reads the bytes from `start` to `end`. False where the box cannot be told this way: malformed, not finite, unusual. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const { view } = this;
    this.isPoint = false;
    // Nearly every point there is: little-endian, two-dimensional.
    if (end - start === 21 && bytes[start] === 1 && view.getUint32(start + 1, true) === 1) {
      const x = view.getFloat64(start + 5, true);
      const y = view.getFloat64(start + 13, true);
      // Neither infinite nor NaN.
      if (!(x - x === 0 && y - y === 0)) return false;
      this.minX = x;
      this.maxX = x;
      this.minY = y;
      this.maxY = y;
      this.isPoint = true;
      return true;
    }
    this.minX = Number.POSITIVE_INFINITY;
    this.minY = Number.POSITIVE_INFINITY;
    this.maxX = Number.NEGATIVE_INFINITY;
    this.maxY = Number.NEGATIVE_INFINITY;
    return this.geometry(start, end, 0) === end;
  }

  get isEmpty(): boolean {
    return this.minX > this.maxX;
  }

  /** Where the geometry ends; -1 where it cannot be read. */
  private geometry(start: number, end: number, depth: number): number {
    if (start + HEADER_BYTES + 4 > end || depth > MAX_DEPTH) return -1;
    const { view } = this;
    const order = view.getUint8(start);
    if (order > 1) return -1;
    const little = order === 1;
    const code = view.getUint32(start + 1, little);
    const type = code % 1000;
    const stride = code > 1000 && code < 1008 ? 24 : 16;
    // Measures, EWKB flags and unknown types are left to the reader.
    if ((stride === 16 && code > 7) || type < 1 || type > 7) return -1;
    const at = start + HEADER_BYTES;
    if (type === 1) return this.positions(at, 1, stride, end, little);
    const count = view.getUint32(at, little);
    if (count > end - at) return -1;
    if (type === 2) return this.positions(at + 4, count, stride, end, little);
    let next = at + 4;
    for (let i = 0; i < count && next >= 0; i++) {
      if (COLLECTIONS.has(type)) {
        next = this.part(next, type, end, depth);
      } else {
        if (next + 4 > end) return -1;
        next = this.positions(next + 4, view.getUint32(next, little), stride, end, little);
      }
    }
    return next;
  }

  /** A part of a collection, of the kind that belongs there. */
  private part(start: number, collection: number, end: number, depth: number): number {
    if (start + HEADER_BYTES > end) return -1;
    const code = this.view.getUint32(start + 1, this.view.getUint8(start) === 1);
    if (collection !== 7 && code % 1000 !== collection - 3) return -1;
    return this.geometry(start, end, depth + 1);
  }

  private positions(start: number, count: number, stride: number, end: number, little: boolean): number {
    const stop = start + count * stride;
    if (stop > end) return -1;
    const { view } = this;
    for (let at = start; at < stop; at += stride) {
      const x = view.getFloat64(at, little);
      const y = view.getFloat64(at + 8, little);
      if (!(x - x === 0 && y - y === 0)) return -1;
      if (x < this.minX) this.minX = x;
      if (x > this.maxX) this.maxX = x;
      if (y < this.minY) this.minY = y;
      if (y > this.maxY) this.maxY = y;
    }
    return stop;
  }
}
