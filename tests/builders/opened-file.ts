import { type OpenOptions, openSource } from '../../app/adapters/files/readers/open-source.ts';
import type { FeatureSource, FileIssue, SourceFeature } from '../../app/core/geo/doctor/feature-source.ts';

export interface OpenedFile {
  readonly source: FeatureSource;
  readonly features: readonly SourceFeature[];
  readonly issues: readonly FileIssue[];
  readonly codes: readonly string[];
}

/** Opens and reads a file to its end; text is taken as UTF-8. */
export async function openFile(
  content: string | Uint8Array,
  fileName = 'streets.geojson',
  options: OpenOptions = {},
): Promise<OpenedFile> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const source = await openSource(bytes, fileName, options);
  const features: SourceFeature[] = [];
  for await (const batch of source.batches(options)) features.push(...batch);
  const issues = source.issues();
  return { source, features, issues, codes: issues.map(({ code }) => code) };
}

/** A feature as text: a point with a name. */
export function pointText(name: string, x = 2.17, y = 41.39): string {
  return `{"type":"Feature","properties":{"name":${JSON.stringify(name)}},"geometry":{"type":"Point","coordinates":[${x},${y}]}}`;
}

export function collectionText(features: readonly string[], members = ''): string {
  return `{"type":"FeatureCollection",${members}"features":[${features.join(',')}]}`;
}

export const namesOf = (features: readonly SourceFeature[]) =>
  features.map(({ properties }) => (properties as { name?: unknown } | null | undefined)?.name);

/** Text in an encoding of one byte a sign: code points below 256. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

export function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const units = mark ? `\ufeff${text}` : text;
  const view = new DataView(new ArrayBuffer(units.length * 2));
  for (let at = 0; at < units.length; at++) view.setUint16(at * 2, units.charCodeAt(at), !bigEndian);
  return new Uint8Array(view.buffer);
}
