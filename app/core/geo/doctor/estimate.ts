/**
 * How much memory an import will take, told before it begins: from the bytes and the format alone. GeoJSON was measured
 * (Node 20, buildings with six attributes): at 20 MB up to 5.3 bytes to a byte of the file at the highest moment, the file among
 * them, at 80 MB 2.9, of which 1 stays for geometry and columns. Other formats are reckoned from what a vertex takes in them.
 */
import type { SourceHead } from './feature-source.ts';

export interface ImportEstimate {
  /** At the highest moment, the file itself among it. */
  readonly peakBytes: number;
  /** What the layer keeps: geometry, columns, meshes. */
  readonly keptBytes: number;
  /** Vertices, by what a vertex takes in the format. */
  readonly vertices: number;
}

interface PerByte {
  readonly peak: number;
  readonly kept: number;
  readonly bytesPerVertex: number;
}

/** Text is wider than what is made of it, binary formats are narrower. */
const TEXT: PerByte = { peak: 4.4, kept: 1.5, bytesPerVertex: 46 };
const BINARY: PerByte = { peak: 8, kept: 3, bytesPerVertex: 20 };
const PACKED: PerByte = { peak: 24, kept: 10, bytesPerVertex: 6 };

const BY_FORMAT: Readonly<Record<SourceHead['format'], PerByte>> = {
  geojson: TEXT,
  'geojson-text-sequence': TEXT,
  'geojson-newline-delimited': TEXT,
  // Arcs are shared and numbers are short.
  topojson: { peak: 10, kept: 4, bytesPerVertex: 8 },
  csv: { peak: 5, kept: 2, bytesPerVertex: 60 },
  shapefile: BINARY,
  geopackage: BINARY,
  geoparquet: PACKED,
  cityjson: { peak: 7, kept: 2, bytesPerVertex: 40 },
  unknown: TEXT,
};

/** What stands in an archive is some times larger. */
const UNPACKED = 6;

/** `bytes` of the file as it was given. */
export function estimateImport(
  bytes: number,
  { format, wrapping }: Pick<SourceHead, 'format' | 'wrapping'>,
): ImportEstimate {
  const { peak, kept, bytesPerVertex } = BY_FORMAT[format];
  // A GeoPackage or GeoParquet file is packed by itself, a zipped shapefile by its archive.
  const inside = wrapping === 'none' ? bytes : bytes * UNPACKED;
  return {
    peakBytes: Math.round(bytes + inside * peak),
    keptBytes: Math.round(inside * kept),
    vertices: Math.round(inside / bytesPerVertex),
  };
}
