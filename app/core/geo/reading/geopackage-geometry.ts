/** Geometries of a GeoPackage: a head of their own in front of WKB (OGC 12-128r19, clause 2.1.3). */
import type { Geometry } from '../geojson.ts';
import { readWkb } from '../wkb.ts';

export type GeoPackageGeometry =
  | { readonly geometry: Geometry; readonly fault?: undefined }
  | { readonly geometry: null; readonly fault: 'bad-geometry' | 'unsupported-geometry'; readonly detail: string };

const HEAD_BYTES = 8;
/** By the number of the envelope in the flags. */
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

/** Bytes without that head are taken as WKB, which some programs write. */
export function readGeoPackageGeometry(bytes: Uint8Array): GeoPackageGeometry {
  const isPackaged = bytes[0] === 0x47 && bytes[1] === 0x50;
  const envelope = isPackaged ? ENVELOPE_BYTES[((bytes[3] ?? 0) >> 1) & 7] : 0;
  if (envelope === undefined) return { geometry: null, fault: 'bad-geometry', detail: 'its head is broken' };
  return readWkbOrFault(bytes.subarray(isPackaged ? HEAD_BYTES + envelope : 0));
}

/** Curves and surfaces of triangles are geometries too, only none that can be drawn here. */
export function readWkbOrFault(bytes: Uint8Array): GeoPackageGeometry {
  const { value, issues } = readWkb(bytes);
  if (value !== null) return { geometry: value };
  const code = issues[0]?.code ?? 'wkb-too-short';
  const fault = code === 'wkb-unknown-type' ? 'unsupported-geometry' : 'bad-geometry';
  return { geometry: null, fault, detail: code.replace('wkb-', '').replaceAll('-', ' ') };
}
