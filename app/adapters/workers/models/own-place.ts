/** A city's own place: its rows read from the database, its network written back as tables. */
import { quoteIdentifier } from '../../../core/base/sql-text.ts';
import type { Feature, Geometry, Position } from '../../../core/geo/geojson.ts';
import { readWkb, writeWkb } from '../../../core/geo/wkb.ts';
import type { BuildingRow } from '../../../core/models/own-place/own-buildings.ts';
import {
  buildOwnPlace,
  type OwnPlace,
  type OwnPlaceInput,
  type OwnPlaceReport,
} from '../../../core/models/own-place/own-place.ts';
import type { OwnBuildingsSpec, OwnPlaceSpec, TripsSpec } from '../../../core/models/own-place/own-place-spec.ts';
import { positiveOf } from '../../../core/models/own-place/street-values.ts';
import type { TripRows } from '../../../core/models/own-place/trip-table.ts';
import { zonesOfDrawing, zonesOfFeatures } from '../../../core/models/own-place/zones.ts';
import { WhatIfError } from '../../../core/models/scenario/what-if.ts';
import type { Column, ColumnBatch } from '../../../core/store/column-batch.ts';
import type { Cell, ResultTable } from '../../../core/store/database.ts';

/** Rows of a statement, by way of the database's port. */
export type ReadRows = (sql: string, maxRows: number) => Promise<ResultTable>;

const MOST_STREETS = 200_000;
const MOST_ROWS = 500_000;

/** Rejects with WhatIfError where a table cannot be read; what is odd about its rows is in the report. */
export async function readOwnPlace(
  spec: OwnPlaceSpec,
  read: ReadRows,
): Promise<{ readonly value: OwnPlace | null; readonly report: OwnPlaceReport }> {
  const rows = async (table: string, columns: readonly (string | null)[], most: number) => {
    const names = [...new Set(columns.filter((name) => name !== null))];
    const sql = `SELECT ${names.map(quoteIdentifier).join(', ')} FROM ${quoteIdentifier(table)}`;
    let result: ResultTable;
    try {
      result = await read(sql, most);
    } catch (error) {
      throw new WhatIfError(
        'tables-unreachable',
        `${table}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    if (result.truncated) throw new WhatIfError('place-unusable', `${table}: more than ${result.rowCount} rows`);
    return { result, at: (name: string | null) => (name === null ? -1 : names.indexOf(name)) };
  };

  const { streets } = spec;
  const { result, at } = await rows(streets.table, [streets.geometry, ...Object.values(streets.columns)], MOST_STREETS);
  const columns = Object.values(streets.columns).filter((name) => name !== null);
  const features = Array.from(
    { length: result.rowCount },
    (_, row): Feature<Geometry | null> => ({
      type: 'Feature',
      properties: Object.fromEntries(columns.map((name) => [name, plain(result.cell(row, at(name)))])),
      geometry: geometryOf(result.cell(row, at(streets.geometry))),
    }),
  );
  const { table: _table, geometry: _geometry, ...choices } = streets;
  return buildOwnPlace({
    streets: features,
    choices,
    zones: await zonesOf(spec.zones, rows),
    trips: await tripsOf(spec.trips, rows),
    buildings: spec.buildings === null ? null : await buildingsOf(spec.buildings, rows),
  });
}

type Rows = (
  table: string,
  columns: readonly (string | null)[],
  most: number,
) => Promise<{ readonly result: ResultTable; readonly at: (name: string | null) => number }>;

async function zonesOf(zones: OwnPlaceSpec['zones'], rows: Rows): Promise<OwnPlaceInput['zones']> {
  if (zones.kind === 'grid') return { gridPeople: zones.people };
  if (zones.kind === 'drawn') return zonesOfDrawing(zones.zones);
  const { table, geometry, nameColumn, peopleColumn } = zones;
  const { result, at } = await rows(table, [geometry, nameColumn, peopleColumn], MOST_ROWS);
  const features = Array.from({ length: result.rowCount }, (_, row) => ({
    type: 'Feature' as const,
    properties: {
      id: nameColumn === null ? null : plain(result.cell(row, at(nameColumn))),
      people: peopleColumn === null ? null : plain(result.cell(row, at(peopleColumn))),
    },
    geometry: geometryOf(result.cell(row, at(geometry))),
  }));
  return zonesOfFeatures(features, peopleColumn !== null);
}

async function tripsOf(trips: TripsSpec, rows: Rows): Promise<OwnPlaceInput['trips']> {
  if (trips.kind === 'gravity') return { throughShare: trips.throughShare };
  const { table, originColumn, destinationColumn, tripsColumn, per } = trips;
  const { result, at } = await rows(table, [originColumn, destinationColumn, tripsColumn], MOST_ROWS);
  const text = (column: string) =>
    Array.from({ length: result.rowCount }, (_, row) => String(plain(result.cell(row, at(column))) ?? ''));
  const amounts = Float64Array.from({ length: result.rowCount }, (_, row) =>
    numberOf(result.cell(row, at(tripsColumn))),
  );
  const read: TripRows = { origins: text(originColumn), destinations: text(destinationColumn), trips: amounts };
  return { rows: read, per };
}

async function buildingsOf(spec: OwnBuildingsSpec, rows: Rows): Promise<readonly BuildingRow[]> {
  const { result, at } = await rows(spec.table, [spec.geometry, spec.heightColumn], MOST_ROWS);
  return Array.from(
    { length: result.rowCount },
    (_, row): BuildingRow => ({
      geometry: geometryOf(result.cell(row, at(spec.geometry))),
      heightM: positiveOf(plain(result.cell(row, at(spec.heightColumn)))) ?? spec.heightM,
    }),
  );
}

function geometryOf(cell: Cell): Geometry | null {
  return cell instanceof Uint8Array ? readWkb(cell).value : null;
}

/** Whole numbers of 64 bits as the doubles that everything else works with. */
function plain(cell: Cell): unknown {
  return typeof cell === 'bigint' ? Number(cell) : cell;
}

function numberOf(cell: Cell): number {
  if (cell === null || cell === '') return Number.NaN;
  return typeof cell === 'string' ? Number(cell.trim().replace(',', '.')) : Number(cell);
}

/** Lanes of a two-way street lie beside each other, right of the line as one drives, m a lane. */
const LANE_M = 3;

/** `own_streets`, one row a link; `own_crossings`; `own_zones`; `own_findings`, what a person should look at. */
export function ownPlaceBatches({ network, zones }: OwnPlace): readonly ColumnBatch[] {
  const { links, isAssigned, nodeIds, nodePositions, legs } = network;
  const text = <T>(name: string, of: readonly T[], pick: (row: T) => string): Column => ({
    name,
    type: 'text',
    values: of.map(pick),
  });
  const double = <T>(name: string, of: readonly T[], pick: (row: T, index: number) => number): Column => ({
    name,
    type: 'double',
    values: Float64Array.from(of, pick),
  });
  const geom = <T>(of: readonly T[], pick: (row: T) => Geometry): Column => ({
    name: 'geom',
    type: 'blob',
    values: of.map((row) => writeWkb(pick(row))),
  });
  const nodes = nodeIds.map((id, node) => ({ id, node }));
  const { deadEnds, missingCrossings, otherParts } = network.report;
  const findings = [
    ...missingCrossings.places.map((place) => ({ kind: 'missing-crossing', place })),
    ...otherParts.places.map((place) => ({ kind: 'cut-off', place })),
    ...deadEnds.places.map((place) => ({ kind: 'dead-end', place })),
  ];
  const drawn = links.map((link) =>
    link.line.direction === 'both' ? besideLine(link.positions, link.lanes * LANE_M * 0.5) : link.positions,
  );
  return [
    {
      table: 'own_streets',
      rowCount: links.length,
      columns: [
        text('feature_id', links, ({ id }) => id),
        text('source_id', links, ({ line }) => line.featureId),
        text('name', links, ({ line }) => line.name),
        text('class', links, ({ line }) => line.streetClass),
        text('from_node', links, ({ from }) => nodeIds[from]!),
        text('to_node', links, ({ to }) => nodeIds[to]!),
        double('lanes', links, ({ lanes }) => lanes),
        double('speed_kmh', links, ({ line }) => line.speedKmh),
        double('capacity_veh_h', links, ({ capacityVehPerHour }) => capacityVehPerHour),
        double('length_m', links, ({ lengthM }) => lengthM),
        text('guessed', links, ({ line }) => line.guessed.join(', ')),
        { name: 'assigned', type: 'boolean', values: links.map((_, link) => isAssigned[link] === 1) },
        double('centroid_lon', drawn, (positions) => positions[positions.length >> 1]![0]!),
        double('centroid_lat', drawn, (positions) => positions[positions.length >> 1]![1]!),
        geom(drawn, (positions) => ({ type: 'LineString', coordinates: [...positions] })),
      ],
    },
    {
      table: 'own_crossings',
      rowCount: nodes.length,
      columns: [
        text('feature_id', nodes, ({ id }) => id),
        double('stretches', nodes, ({ node }) => legs[node]!),
        geom(nodes, ({ node }) => ({ type: 'Point', coordinates: [...nodePositions[node]!] })),
      ],
    },
    {
      table: 'own_zones',
      rowCount: zones.length,
      columns: [
        text('feature_id', zones, ({ id }) => id),
        double('people', zones, ({ people }) => people),
        geom(zones, ({ geometry }) => geometry),
      ],
    },
    {
      table: 'own_findings',
      rowCount: findings.length,
      columns: [
        { name: 'feature_id', type: 'text', values: findings.map((_, row) => `finding-${row + 1}`) },
        text('kind', findings, ({ kind }) => kind),
        text('streets', findings, ({ place }) => place.streetIds.join(', ')),
        text('names', findings, ({ place }) => [...new Set(place.names)].filter((name) => name !== '').join(', ')),
        double('lon', findings, ({ place }) => place.lon),
        double('lat', findings, ({ place }) => place.lat),
        geom(findings, ({ place }) => ({ type: 'Point', coordinates: [place.lon, place.lat] })),
      ],
    },
  ];
}

/** A line moved to its right by so many metres, each vertex square to the way before and after it. */
function besideLine(positions: readonly Position[], awayM: number): Position[] {
  const metresNorth = 111_320;
  return positions.map((at, i) => {
    const before = positions[Math.max(0, i - 1)]!;
    const after = positions[Math.min(positions.length - 1, i + 1)]!;
    const metresEast = metresNorth * Math.cos((at[1]! * Math.PI) / 180);
    const dx = (after[0]! - before[0]!) * metresEast;
    const dy = (after[1]! - before[1]!) * metresNorth;
    const length = Math.hypot(dx, dy) || 1;
    return [at[0]! + ((dy / length) * awayM) / metresEast, at[1]! - ((dx / length) * awayM) / metresNorth];
  });
}
