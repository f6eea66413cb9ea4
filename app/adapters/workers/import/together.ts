/** Files that were dropped together as one: the parts of a Shapefile become the archive that its reader expects. */

/** CRC-32 as ZIP has it (ISO 3309). */
const TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  let crc = value;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const UTF8 = new TextEncoder();
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const VERSION = 20;

/** A ZIP archive that holds files as they are, uncompressed (APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16). */
export function storeZip(files: readonly NamedBytes[]): Uint8Array {
  const entries = files.map(({ name, bytes }) => ({ name: UTF8.encode(name), bytes, crc: crc32(bytes) }));
  const size = entries.reduce(
    (sum, { name, bytes }) => sum + LOCAL_BYTES + CENTRAL_BYTES + 2 * name.length + bytes.length,
    END_BYTES,
  );
  const zip = new Uint8Array(size);
  const view = new DataView(zip.buffer);
  let at = 0;
  const common = (from: number, { name, bytes, crc }: (typeof entries)[number]) => {
    view.setUint16(from, VERSION, true);
    view.setUint16(from + 2, FLAGS, true);
    view.setUint32(from + 10, crc, true);
    view.setUint32(from + 14, bytes.length, true);
    view.setUint32(from + 18, bytes.length, true);
    view.setUint16(from + 22, name.length, true);
  };
  const places = entries.map((entry) => {
    const place = at;
    view.setUint32(at, 0x04034b50, true);
    common(at + 4, entry);
    zip.set(entry.name, at + LOCAL_BYTES);
    zip.set(entry.bytes, at + LOCAL_BYTES + entry.name.length);
    at += LOCAL_BYTES + entry.name.length + entry.bytes.length;
    return place;
  });
  const centralAt = at;
  entries.forEach((entry, index) => {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 4, VERSION, true);
    common(at + 6, entry);
    view.setUint32(at + 42, places[index]!, true);
    zip.set(entry.name, at + CENTRAL_BYTES);
    at += CENTRAL_BYTES + entry.name.length;
  });
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, at - centralAt, true);
  view.setUint32(at + 16, centralAt, true);
  return zip;
}

/** One file as it is; several as an archive named after the one that holds the shapes, or after the first. */
export function together(files: readonly NamedBytes[]): NamedBytes {
  const [first] = files;
  if (first === undefined) throw new RangeError('there is no file');
  if (files.length === 1) return first;
  const main = files.find(({ name }) => /\.shp$/i.test(name)) ?? first;
  return { name: `${main.name.replace(/\.[^.]*$/, '')}.zip`, bytes: storeZip(files) };
}
