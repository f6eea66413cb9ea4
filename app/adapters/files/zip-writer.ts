/** Writes a zip file by file: each is packed at once and given on, so that no more than one lies here unpacked. */
import { deflateSync, Zip, ZipPassThrough } from 'fflate';
import { MAX_EXPANSION } from './readers/gunzip.ts';

/** What packs better than this would look like a bomb to a careful reader; it is put in as it is. */
const MOST_PACKED = MAX_EXPANSION / 2;
const SMALL_BYTES = 1024 * 1024;

export interface ZipWriter {
  /** `packed`: false for what is packed already. */
  add(name: string, bytes: Uint8Array): void;
  /** The pieces of the whole file, in order. */
  end(): readonly Uint8Array[];
}

/** `time` stands in the archive as the time of every file, ms UTC; zip knows 1980 to 2099. */
export function zipWriter(timeMs: number): ZipWriter {
  const parts: Uint8Array[] = [];
  const zip = new Zip((error, part) => {
    if (error !== null) throw error;
    parts.push(part);
  });
  return {
    add(name, bytes) {
      const deflated = deflateSync(bytes, { level: 6 });
      const isBomb = bytes.length > SMALL_BYTES && bytes.length > deflated.length * MOST_PACKED;
      const file = isBomb ? new ZipPassThrough(name) : new PackedFile(name, deflated);
      file.mtime = new Date(Math.min(Math.max(timeMs, Date.UTC(1980, 0, 2)), Date.UTC(2099, 0, 1)));
      zip.add(file);
      file.push(bytes, true);
    },
    end() {
      zip.end();
      return parts;
    },
  };
}

/** Its checksum is that of the content, what is written is packed already. */
class PackedFile extends ZipPassThrough {
  constructor(
    name: string,
    private readonly deflated: Uint8Array,
  ) {
    super(name);
    this.compression = 8;
  }

  protected override process(_content: Uint8Array, final: boolean): void {
    this.ondata(null, this.deflated, final);
  }
}
