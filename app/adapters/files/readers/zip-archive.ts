/** Zip archives: the list of what is inside first, then only what is wanted, after a look at how large it says it is. */
import type { DoctorCode } from '../../../core/geo/doctor/report.ts';
import { MAX_EXPANSION, MAX_UNPACKED_BYTES } from './gunzip.ts';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  readonly packedBytes: number;
}

export interface ZipArchive {
  /** Files, without folders and the shadows that some systems add. */
  readonly entries: readonly ZipEntry[];
  /** The wanted ones; a fault (`expands-too-much`, `too-large`, `unreadable-archive`) where they cannot be had. */
  unpack(names: readonly string[]): {
    readonly files: ReadonlyMap<string, Uint8Array>;
    readonly fault: DoctorCode | null;
  };
}

const HARMLESS_BYTES = 1024 * 1024;
/** Tables of a shapefile are padded with blanks: 254 a text, so that any proportion is usual among them. */
const PADDED = /\.dbf$/i;
const HARMLESS_PADDED_BYTES = 256 * 1024 * 1024;
const MAX_ENTRIES = 100_000;
const SHADOWS = /^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/i;

/** Null where the archive cannot be read. */
export async function openZip(packed: Uint8Array): Promise<ZipArchive | null> {
  const { unzipSync } = await import('fflate');
  const entries: ZipEntry[] = [];
  try {
    unzipSync(packed, {
      filter: ({ name, size, originalSize }) => {
        const isFile = !name.endsWith('/') && !SHADOWS.test(name);
        if (isFile && entries.length < MAX_ENTRIES) entries.push({ name, bytes: originalSize, packedBytes: size });
        return false;
      },
    });
  } catch {
    return null;
  }
  return {
    entries,
    unpack(names) {
      const wanted = new Set(names);
      const chosen = entries.filter(({ name }) => wanted.has(name));
      const bytes = chosen.reduce((sum, entry) => sum + entry.bytes, 0);
      const files = new Map<string, Uint8Array>();
      if (bytes > MAX_UNPACKED_BYTES) return { files, fault: 'too-large' };
      const isBomb = chosen.some(
        ({ name, bytes, packedBytes }) =>
          bytes > (PADDED.test(name) ? HARMLESS_PADDED_BYTES : HARMLESS_BYTES) && bytes > packedBytes * MAX_EXPANSION,
      );
      if (isBomb) return { files, fault: 'expands-too-much' };
      try {
        // Each is unpacked into as much room as it said: what is longer than that ends there.
        const unpacked = unzipSync(packed, { filter: ({ name }) => wanted.has(name) });
        for (const [name, content] of Object.entries(unpacked)) files.set(name, content);
      } catch {
        return { files, fault: 'unreadable-archive' };
      }
      return { files, fault: null };
    },
  };
}
