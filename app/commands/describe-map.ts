/** What the map shows, in words and rows, as it stands at one moment: for whoever does not see it. */

import { placeColumns, type ViewBox } from '../core/store/brushed-filter.ts';
import type { Database, TableInfo } from '../core/store/database.ts';
import { countInViewSql, type LayerInView, nearestNamesSql, rowsInViewSql } from '../core/store/features-in-view.ts';
import { shownLayers } from '../core/twins/forms.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import { layerOfPart } from '../core/twins/scene-state.ts';
import type { AppState } from '../state/app-state.ts';
import { shownTime } from '../state/effective-time.ts';
import { modelLooks } from '../state/model-looks.ts';
import type { AppContext } from './app-context.ts';
import { boxInView } from './brush-filter.ts';
import type { ChangeRecord } from './change-record.ts';
import { numberIn, readRows, textIn } from './read-rows.ts';

/** Part of the page that no sheet covers, CSS pixels. */
export interface FreeArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface DescribedLayer {
  /** As the form shows it; before and after, or two attributes, are two layers. */
  readonly spec: LayerSpec;
  /** Of the layer that a person knows, which may be drawn in parts. */
  readonly layerId: string;
  /** Features in view; null where the table does not tell its places, or is not there yet. */
  readonly features: number | null;
  /** Of them, those with a value; null for a layer that no data colours. */
  readonly valued: number | null;
  /** Least, median and most of the values in view; null where there are none, or no numbers. */
  readonly spread: { readonly least: number; readonly middle: number; readonly most: number } | null;
}

export interface MapDescription {
  /** ms UTC, of the city's clock; null before the stream told it. */
  readonly timeMs: number | null;
  readonly isPast: boolean;
  readonly form: AppState['form'];
  /** Names around the middle of the picture, nearest first. */
  readonly near: readonly string[];
  /** Where the middle meets the ground; null in the sky. */
  readonly middle: { readonly lon: number; readonly lat: number } | null;
  /** Clockwise from north. */
  readonly headingDeg: number;
  /** 0 looks level, 90 straight down. */
  readonly downDeg: number;
  readonly heightM: number;
  readonly box: ViewBox | null;
  /** Highest first, as they are listed. */
  readonly layers: readonly DescribedLayer[];
}

export interface FeatureInView {
  readonly featureId: string;
  /** '' where no column names it. */
  readonly name: string;
  readonly value: number | string | null;
  readonly place: readonly [lon: number, lat: number] | null;
}

const NEAR_M = 2_000;
const NAMES = 3;

/** Opens or closes the description beside the map. */
export function describeMap({ store }: AppContext, isDescribed: boolean): ChangeRecord {
  store.setState({ mapDescribed: isDescribed });
  return { label: 'change.map-described' };
}

/** Where the middle of the free part of the picture meets the ground. */
export function groundInMiddle({ ports }: AppContext, free: FreeArea): readonly [lon: number, lat: number] | null {
  const ground = ports.scene?.groundAt(free.left + free.width / 2, free.top + free.height / 2) ?? null;
  return ground === null ? null : [ground.lon, ground.lat];
}

/** Null while there is no picture. Rejects with a QueryError where the database fails. */
export async function readMapDescription(
  app: AppContext,
  free: FreeArea,
  page: { readonly widthPx: number; readonly heightPx: number },
): Promise<MapDescription | null> {
  const { store, ports } = app;
  if (ports.scene === null) return null;
  const state = store.getState();
  const view = ports.scene.view();
  const middle = groundInMiddle(app, free);
  const box = boxInView(app, page.widthPx, page.heightPx);
  const tables = await ports.database.tables();
  const shown = shownOf(state);
  const layers: DescribedLayer[] = [];
  // One after the other: the stream's batches go in between.
  for (const spec of shown) layers.push(await describeLayer(ports.database, spec, tables, box));
  return {
    timeMs: shownTime(state, ports.clock.now()),
    isPast: state.momentMs !== null,
    form: state.form,
    near: middle === null ? [] : await namesNear(ports.database, shown, tables, middle),
    middle: middle === null ? null : { lon: middle[0], lat: middle[1] },
    headingDeg: ((view.headingDeg % 360) + 360) % 360,
    downDeg: -view.pitchDeg,
    heightM: view.heightM,
    box,
    layers,
  };
}

/** The features of a layer in view, nearest to the middle first. */
export async function readFeaturesInView(
  { ports }: AppContext,
  spec: LayerSpec,
  box: ViewBox,
  limit: number,
): Promise<readonly FeatureInView[]> {
  const seen = layerInView(spec, await ports.database.tables(), box);
  if (seen === null) return [];
  const rows = await readRows(ports.database, rowsInViewSql(seen, limit));
  return rows.map((row) => {
    const [lon, lat] = [numberIn(row, 'lon'), numberIn(row, 'lat')];
    const value = row.value ?? null;
    return {
      featureId: textIn(row, 'feature_id'),
      name: textIn(row, 'name'),
      value: value === null || typeof value === 'number' ? value : String(value),
      place: lon === null || lat === null ? null : [lon, lat],
    };
  });
}

/** The same rows as a text for the query panel; null where the layer's table does not tell its places. */
export async function featuresInViewSql(
  { ports }: AppContext,
  spec: LayerSpec,
  box: ViewBox,
  limit: number,
): Promise<string | null> {
  const seen = layerInView(spec, await ports.database.tables(), box);
  return seen === null ? null : rowsInViewSql(seen, limit);
}

function shownOf(state: AppState): readonly LayerSpec[] {
  return shownLayers({ ...state, model: modelLooks(state) })
    .filter(({ visible }) => visible)
    .reverse();
}

function layerInView(spec: LayerSpec, tables: readonly TableInfo[], box: ViewBox): LayerInView | null {
  const table = tables.find(({ name }) => name === spec.table);
  const columns = new Set(table?.columns.map(({ name }) => name));
  const place = placeColumns(columns);
  if (place === null || !columns.has('feature_id')) return null;
  const isColoured = spec.colour.type !== 'plain' && spec.values !== undefined;
  return {
    table: spec.table,
    columns,
    place,
    box,
    valueSql: isColoured ? spec.values!.sql : null,
    onlyValued: isColoured && spec.onlyValued === true,
  };
}

async function describeLayer(
  database: Database,
  spec: LayerSpec,
  tables: readonly TableInfo[],
  box: ViewBox | null,
): Promise<DescribedLayer> {
  const untold = { spec, layerId: layerOfPart(spec.id), features: null, valued: null, spread: null };
  const seen = box === null ? null : layerInView(spec, tables, box);
  if (seen === null) return untold;
  const [row] = await readRows(database, countInViewSql(seen, spec.colour.type === 'ramp'));
  if (row === undefined) return untold;
  const [least, middle, most] = ['least', 'middle', 'most'].map((name) => numberIn(row, name));
  return {
    ...untold,
    features: numberIn(row, 'features'),
    valued: seen.valueSql === null ? null : numberIn(row, 'valued'),
    spread: least == null || middle == null || most == null ? null : { least, middle, most },
  };
}

/** Streets name a place best; without them, whatever is shown and has names. */
async function namesNear(
  database: Database,
  shown: readonly LayerSpec[],
  tables: readonly TableInfo[],
  [lon, lat]: readonly [number, number],
): Promise<readonly string[]> {
  const naming = ['streets', ...shown.map(({ table }) => table)].find((name) => {
    const columns = new Set(tables.find((table) => table.name === name)?.columns.map((column) => column.name));
    return ['name', 'centroid_lon', 'centroid_lat'].every((column) => columns.has(column));
  });
  if (naming === undefined) return [];
  const rows = await readRows(database, nearestNamesSql(naming, lon, lat, NEAR_M, NAMES));
  return rows.map((row) => textIn(row, 'name'));
}
