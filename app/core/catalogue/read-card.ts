/** A card read back as foreign input: from a project file, or from what a former visit kept. Anything odd is passed over. */
import type { CardFile, CardOrigin, DatasetCard, LineageStep, QualitySummary } from './dataset-card.ts';
import { LICENCE_IDS, type LicenceId } from './licences.ts';

const ORIGINS: readonly unknown[] = ['shipped', 'imported', 'derived', 'modelled', 'live'] satisfies CardOrigin[];
const WAYS: readonly unknown[] = [
  'generated',
  'imported',
  'sql',
  'model',
  'edited',
  'observed',
] satisfies LineageStep['how'][];
const LICENCES: readonly unknown[] = LICENCE_IDS;
const LONGEST_TEXT = 20_000;
const MOST_ENTRIES = 1_000;
/** Milliseconds that a Date can hold. */
const LAST_MS = 8.64e15;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : '');
const texts = (value: unknown): readonly string[] =>
  list(value)
    .filter((entry) => typeof entry === 'string')
    .map(text);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, MOST_ENTRIES) : []);
const amount = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
const moment = (value: unknown): number | null =>
  typeof value === 'number' && Math.abs(value) <= LAST_MS ? value : null;

/** Null where it does not even say what it is the card of. */
export function readDatasetCard(value: unknown): DatasetCard | null {
  const fields = fieldsOf(value);
  const id = text(fields.id);
  const table = text(fields.table);
  if (id === '' || table === '') return null;
  return {
    id,
    table,
    origin: ORIGINS.includes(fields.origin) ? (fields.origin as CardOrigin) : 'imported',
    title: text(fields.title),
    description: text(fields.description),
    publisher: text(fields.publisher),
    source: text(fields.source),
    licence: LICENCES.includes(fields.licence) ? (fields.licence as LicenceId) : 'unknown',
    licenceText: text(fields.licenceText),
    version: text(fields.version),
    synthetic: fields.synthetic === true,
    // Where nothing is said, the careful answer.
    personal: fields.personal !== false,
    keywords: texts(fields.keywords),
    language: languageOf(fields.language),
    crs: text(fields.crs) || null,
    bbox: boxOf(fields.bbox),
    period: periodOf(fields.period),
    addedMs: moment(fields.addedMs),
    quality: qualityOf(fields.quality),
    lineage: list(fields.lineage).map(stepOf),
    files: list(fields.files).flatMap(fileOf),
  };
}

/** BCP 47, as far as its form goes. */
function languageOf(value: unknown): string {
  const tag = text(value);
  return /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(tag) ? tag : '';
}

function boxOf(value: unknown): DatasetCard['bbox'] {
  const numbers = list(value);
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return null;
  const [west, south, east, north] = numbers as [number, number, number, number];
  const isOnEarth = Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90 && south <= north;
  return isOnEarth ? [west, south, east, north] : null;
}

function periodOf(value: unknown): DatasetCard['period'] {
  if (value === null || value === undefined) return null;
  const { startMs, endMs } = fieldsOf(value);
  return { startMs: moment(startMs), endMs: moment(endMs) };
}

function qualityOf(value: unknown): QualitySummary {
  const { features, drawable, issues, known } = fieldsOf(value);
  return {
    features: amount(features) ?? 0,
    drawable: amount(drawable),
    issues: list(issues).flatMap((entry) => {
      const { code, count } = fieldsOf(entry);
      return text(code) === '' ? [] : [{ code: text(code), count: amount(count) }];
    }),
    known: texts(known),
  };
}

function stepOf(value: unknown): LineageStep {
  const { how, by, from, atMs } = fieldsOf(value);
  return {
    how: WAYS.includes(how) ? (how as LineageStep['how']) : 'edited',
    by: text(by),
    from: texts(from),
    atMs: moment(atMs),
  };
}

function fileOf(value: unknown): readonly CardFile[] {
  const { name, mediaType, bytes, sha256 } = fieldsOf(value);
  if (text(name) === '') return [];
  const isHash = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
  return [
    {
      name: text(name),
      mediaType: text(mediaType) || 'application/octet-stream',
      bytes: amount(bytes),
      sha256: isHash ? sha256 : null,
    },
  ];
}
