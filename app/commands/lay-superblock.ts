import { quoteIdentifier, quoteText } from '../core/base/sql-text.ts';
import { linesOf, polygonsOf } from '../core/geo/geojson.ts';
import { readWkb } from '../core/geo/wkb.ts';
import {
  type BlockShape,
  blocksFromMiddle,
  type Ring,
  ringAroundBlock,
  ringOfCorners,
} from '../core/models/scenario/superblock-ring.ts';
import type { Database } from '../core/store/database.ts';
import type { FeatureRef } from '../state/app-state.ts';
import { modelStreets } from '../state/own-place.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';
import { numberIn, readRows, textIn } from './read-rows.ts';

export interface LaidSuperblock extends ChangeRecord {
  /** Settles when the streets inside are picked, or when it was said why not. */
  readonly finished: Promise<void>;
}

const LABEL = 'change.edit-streets';

/** Lays a superblock of three by three blocks around what was picked: a block, or whatever stands nearest to one. */
export function laySuperblockAround(app: AppContext, feature: FeatureRef): LaidSuperblock {
  return lay(app, async () => {
    const table = app.store.getState().layers.find(({ id }) => id === feature.layerId)?.table ?? feature.layerId;
    return ringAt(
      app.ports.database,
      `SELECT centroid_lon AS lon, centroid_lat AS lat FROM ${quoteIdentifier(table)}
WHERE feature_id = ${quoteText(feature.featureId)}`,
    );
  });
}

/** Blocks that are tried for the example, from the middle outwards. */
const MOST_TRIED = 60;

/**
 * Lays one as near the middle of the place as there is room for it between the avenues: an example to begin with. A
 * superblock that swallows an avenue answers another question.
 */
export function laySuperblockInMiddle(app: AppContext): LaidSuperblock {
  return lay(app, () => ringInMiddle(app.ports));
}

/** The first ring of nine blocks without a street of more lanes than most streets have; else the first of all. */
async function ringInMiddle({ database, whatIf }: AppContext['ports']): Promise<Ring | null> {
  const [blocks, streets] = await Promise.all([readBlocks(database), whatIf.streets()]);
  const lanes = streets.map((street) => street.lanes).sort((a, b) => a - b);
  const usual = lanes[Math.floor(lanes.length / 2)] ?? 0;
  const avenues = new Set(streets.flatMap((street) => (street.lanes > usual ? [street.id] : [])));
  const rings = blocksFromMiddle(blocks)
    .slice(0, MOST_TRIED)
    .flatMap(({ id }) => ringAroundBlock(blocks, id) ?? []);
  for (const { ring, blocks: count } of rings) {
    if (count < 9) continue;
    const { streetIds } = await whatIf.inside(ring);
    if (streetIds.length > 0 && !streetIds.some((id) => avenues.has(id))) return ring;
  }
  return rings[0]?.ring ?? null;
}

/** `placeSql` yields one row of (lon, lat), or none. */
async function ringAt(database: Database, placeSql: string): Promise<Ring | null> {
  const [here] = await readRows(
    database,
    `SELECT b.feature_id FROM blocks b, (${placeSql}) p
ORDER BY pow((b.centroid_lon - p.lon) * cos(radians(p.lat)), 2) + pow(b.centroid_lat - p.lat, 2) LIMIT 1`,
  );
  if (here === undefined) return null;
  return ringAroundBlock(await readBlocks(database), textIn(here, 'feature_id'))?.ring ?? null;
}

/** Lays a superblock between four streets: two that run one way, two that cross them. The four themselves stay outside. */
export function laySuperblockBetween(app: AppContext, names: FourStreets): LaidSuperblock {
  return lay(app, () => ringBetween(app, names));
}

type FourStreets = readonly [string, string, string, string];

async function ringBetween(app: AppContext, [first, second, third, fourth]: FourStreets): Promise<Ring | null> {
  const corners = [];
  for (const [along, across] of [
    [first, third],
    [first, fourth],
    [second, fourth],
    [second, third],
  ] as const) {
    const corner = await readCorner(app.ports.database, modelStreets(app.store.getState()), along, across);
    if (corner === null) return null;
    corners.push(corner);
  }
  return ringOfCorners(corners);
}

/** What lies inside the superblock in the middle of the place, or between four streets, without laying it; null where there is none. */
export async function findSuperblock(
  app: AppContext,
  where: 'middle' | FourStreets,
): Promise<Awaited<ReturnType<AppContext['ports']['whatIf']['inside']>> | null> {
  const ring = where === 'middle' ? await ringInMiddle(app.ports) : await ringBetween(app, where);
  return ring === null ? null : app.ports.whatIf.inside(ring);
}

/** Lays a superblock out of what lies inside an area that a person drew. */
export function laySuperblockInRing(app: AppContext, ring: Ring): LaidSuperblock {
  return lay(app, async () => ring);
}

function lay(app: AppContext, findRing: () => Promise<Ring | null>): LaidSuperblock {
  const { store, ports } = app;
  const finished = (async () => {
    const ring = await findRing();
    const inside = ring === null ? null : await ports.whatIf.inside(ring);
    if (inside === null || inside.streetIds.length === 0) {
      giveNotice(app, 'warning', 'notice.superblock-nothing');
      return;
    }
    store.setState((state) =>
      state.draftEdit?.kind === 'superblock' ? { draftEdit: { kind: 'superblock', ...inside } } : {},
    );
  })().catch((error: unknown) =>
    giveNotice(app, 'error', 'notice.superblock-failed', {
      detail: error instanceof Error ? error.message : String(error),
    }),
  );
  return { label: LABEL, finished };
}

async function readBlocks(database: Database): Promise<readonly BlockShape[]> {
  const rows = await readRows(database, 'SELECT feature_id, centroid_lon, centroid_lat, geom FROM blocks', {
    maxRows: 10_000,
  });
  return rows.flatMap((row) => {
    const geometry = row.geom instanceof Uint8Array ? readWkb(row.geom).value : null;
    const lon = numberIn(row, 'centroid_lon');
    const lat = numberIn(row, 'centroid_lat');
    if (geometry === null || lon === null || lat === null) return [];
    return [
      { id: textIn(row, 'feature_id'), lon, lat, points: polygonsOf(geometry).flatMap(([outline = []]) => outline) },
    ];
  });
}

/** Where two streets cross: the mean of the ends that they share; null where they do not meet. */
async function readCorner(
  database: Database,
  streets: string,
  along: string,
  across: string,
): Promise<readonly [number, number] | null> {
  const nodes = (name: string) =>
    `SELECT from_node AS node, geom, true AS first FROM ${streets} WHERE name = ${quoteText(name)}
     UNION ALL SELECT to_node, geom, false FROM ${streets} WHERE name = ${quoteText(name)}`;
  const rows = await readRows(
    database,
    `SELECT a.geom, a.first FROM (${nodes(along)}) a WHERE a.node IN (SELECT node FROM (${nodes(across)}))`,
  );
  const points = rows.flatMap((row) => {
    const geometry = row.geom instanceof Uint8Array ? readWkb(row.geom).value : null;
    const line = geometry === null ? [] : linesOf(geometry).flat();
    const point = row.first === true ? line[0] : line.at(-1);
    return point === undefined ? [] : [point];
  });
  if (points.length === 0) return null;
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis]!, 0) / points.length;
  return [mean(0), mean(1)];
}
