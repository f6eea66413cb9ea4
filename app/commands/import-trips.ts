import { readCsv } from '../core/base/csv.ts';
import { quoteIdentifier, quoteText } from '../core/base/sql-text.ts';
import { parseTntpTrips } from '../core/models/assignment/tntp-trips.ts';
import { plainName } from '../core/models/own-place/street-columns.ts';
import type { Database } from '../core/store/database.ts';
import type { AppContext } from './app-context.ts';
import { changeOwnDraft } from './change-own-draft.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';

export interface ImportedTrips extends ChangeRecord {
  /** Settles when the table is there, or when it was said why not. */
  readonly finished: Promise<void>;
}

const PREFIX = 'trips_';
/** Rows of one statement. */
const PORTION = 2_000;
const MOST_ROWS = 500_000;
const DELIMITERS = [',', ';', '\t', '|'] as const;
const ORIGIN = ['origin', 'from', 'o', 'origen', 'origine', 'quelle', 'von', 'start', 'herkomst', 'zonefrom', 'ozone'];
const DESTINATION = [
  'destination',
  'to',
  'd',
  'desti',
  'destino',
  'destinazione',
  'ziel',
  'nach',
  'bestemming',
  'zoneto',
  'dzone',
];
const TRIPS = [
  'trips',
  'flow',
  'volume',
  'demand',
  'count',
  'viatges',
  'viajes',
  'voyages',
  'deplacements',
  'fahrten',
  'wege',
  'value',
  'vehicles',
];

/**
 * A file of trips becomes a table of the person's own, `trips_1` and so on, and the trips of the place that is being
 * settled: CSV with columns of origin, destination and trips, or the TNTP format.
 */
export function importTrips(app: AppContext, fileName: string, text: string): ImportedTrips {
  return { label: 'change.own-place', finished: read(app, fileName, text) };
}

async function read(app: AppContext, fileName: string, text: string): Promise<void> {
  const { database } = app.ports;
  const rows = rowsOf(text);
  if (typeof rows === 'string')
    return giveNotice(app, 'error', 'notice.trips-unreadable', { file: fileName, detail: rows });
  try {
    const table = await freeName(database);
    await database.query(`CREATE TABLE ${quoteIdentifier(table)} (origin VARCHAR, destination VARCHAR, trips DOUBLE)`);
    for (let at = 0; at < rows.length; at += PORTION) {
      const values = rows.slice(at, at + PORTION).map(([origin, destination, trips]) => {
        const amount = Number.isFinite(trips) ? String(trips) : 'NULL';
        return `(${quoteText(origin)}, ${quoteText(destination)}, ${amount})`;
      });
      await database.query(`INSERT INTO ${quoteIdentifier(table)} VALUES ${values.join(', ')}`);
    }
    const { draft } = app.store.getState().ownPlace;
    if (draft !== null) {
      changeOwnDraft(app, {
        ...draft,
        trips: {
          kind: 'table',
          table,
          originColumn: 'origin',
          destinationColumn: 'destination',
          tripsColumn: 'trips',
          per: 'day',
        },
      });
    }
    giveNotice(app, 'info', 'notice.trips-read', { count: rows.length, table });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    giveNotice(app, 'error', 'notice.trips-unreadable', { file: fileName, detail });
  }
}

type Row = readonly [origin: string, destination: string, trips: number];

/** The rows, or in technical words why there are none. */
function rowsOf(text: string): readonly Row[] | string {
  if (/^\s*(~|<NUMBER OF ZONES>|<END OF METADATA>|Origin\s+\d)/im.test(text.slice(0, 4_000))) return rowsOfTntp(text);
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [...DELIMITERS].sort((a, b) => head.split(b).length - head.split(a).length)[0]!;
  const { value, issues } = readCsv(text, delimiter);
  if (value === null) return issues.map(({ code, detail = '' }) => `${code} ${detail}`).join('; ');
  const find = (names: readonly string[]) => value.names.findIndex((name) => names.includes(plainName(name)));
  const columns = [find(ORIGIN), find(DESTINATION), find(TRIPS)];
  // A file of three columns with other names has them in this order.
  const [origin, destination, trips] = columns.includes(-1) && value.names.length === 3 ? [0, 1, 2] : columns;
  if (origin === -1 || destination === -1 || trips === -1)
    return `origin, destination, trips? ${value.names.join(', ')}`;
  if (value.rowCount > MOST_ROWS) return `${value.rowCount} > ${MOST_ROWS}`;
  if (value.rowCount === 0) return '0';
  const cell = (column: number, row: number) => value.columns[column]![row] ?? '';
  return Array.from({ length: value.rowCount }, (_, row): Row => {
    const amount = cell(trips!, row).trim();
    return [
      cell(origin!, row).trim(),
      cell(destination!, row).trim(),
      amount === '' ? Number.NaN : Number(amount.replace(',', '.')),
    ];
  });
}

function rowsOfTntp(text: string): readonly Row[] | string {
  const { value, issues } = parseTntpTrips(text);
  if (value === null) return issues.map(({ detail = '' }) => detail).join('; ');
  const { origin, destination, trips } = value;
  if (trips.length > MOST_ROWS) return `${trips.length} > ${MOST_ROWS}`;
  return Array.from(trips, (amount, row): Row => [String(origin[row]), String(destination[row]), amount]);
}

async function freeName(database: Database): Promise<string> {
  const taken = new Set((await database.tables()).map(({ name }) => name));
  let number = 1;
  while (taken.has(`${PREFIX}${number}`)) number++;
  return `${PREFIX}${number}`;
}
