/** From a feature's id, as bytes in a database's answer, to its row in a layer: no text is made of an id on the way. */

const FREE = -1;

/** FNV-1a over the bytes. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

/** UTF-8 of all texts one after the other; text i ends before byte `ends[i]`. */
function utf8Of(texts: readonly string[]): { readonly bytes: Uint8Array; readonly ends: Uint32Array } {
  // Three bytes hold any UTF-16 unit; a pair of them needs four.
  const bytes = new Uint8Array(texts.reduce((sum, text) => sum + text.length * 3, 0));
  const ends = new Uint32Array(texts.length);
  let at = 0;
  texts.forEach((text, row) => {
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i)!;
      if (code < 0x80) bytes[at++] = code;
      else {
        const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        if (more === 3) i += 1;
        bytes[at++] = (code >> (6 * more)) | [0, 0xc0, 0xe0, 0xf0][more]!;
        for (let part = more - 1; part >= 0; part--) bytes[at++] = 0x80 | ((code >> (6 * part)) & 0x3f);
      }
    }
    ends[row] = at;
  });
  return { bytes: bytes.slice(0, at), ends };
}

export class FeatureIndex {
  private readonly slots: Int32Array;
  private readonly bytes: Uint8Array;
  private readonly ends: Uint32Array;

  constructor(featureIds: readonly string[]) {
    const { bytes, ends } = utf8Of(featureIds);
    this.bytes = bytes;
    this.ends = ends;
    let size = 16;
    while (size < featureIds.length * 2) size *= 2;
    this.slots = new Int32Array(size).fill(FREE);
    for (let row = 0; row < featureIds.length; row++) {
      const from = row === 0 ? 0 : ends[row - 1]!;
      this.slots[this.slotOf(bytes, from, ends[row]!)] = row;
    }
  }

  /**
   * The row of the feature whose id these bytes are; -1 for none. `guess` is looked at first: answers mostly come in the
   * layer's own order.
   */
  find(bytes: Uint8Array, from: number, to: number, guess: number): number {
    if (guess < this.ends.length && this.isText(guess, bytes, from, to)) return guess;
    return this.slots[this.slotOf(bytes, from, to)]!;
  }

  private slotOf(bytes: Uint8Array, from: number, to: number): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(bytes, from, to) & mask;
    for (;;) {
      const row = this.slots[slot]!;
      if (row === FREE || this.isText(row, bytes, from, to)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private isText(row: number, bytes: Uint8Array, from: number, to: number): boolean {
    const own = this.bytes;
    let at = row === 0 ? 0 : this.ends[row - 1]!;
    if (this.ends[row]! - at !== to - from) return false;
    for (let i = from; i < to; i++, at++) if (own[at] !== bytes[i]) return false;
    return true;
  }
}

const known = new WeakMap<readonly string[], FeatureIndex>();

/** The index of a layer's ids, made when it is first asked for and kept as long as they are. */
export function featureIndex(featureIds: readonly string[]): FeatureIndex {
  const index = known.get(featureIds) ?? new FeatureIndex(featureIds);
  known.set(featureIds, index);
  return index;
}
