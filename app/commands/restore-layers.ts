import type { ResultTable } from '../core/store/database.ts';
import { geometrySource } from '../core/store/result-export.ts';
import { lineWidthsM, type StyledSize } from '../core/twins/layer-size.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { LayerGeometry } from '../core/twins/scene-renderer.ts';
import type { AppContext } from './app-context.ts';
import { MOST_FEATURES, POINT_HEIGHT_M, placesOf, rowsOfResultSql } from './derive-layer.ts';
import type { Ports } from './ports.ts';
import { drawImported } from './restore-imported.ts';

type DrawingPorts = Pick<Ports, 'database' | 'layerBuilder' | 'showGeometry' | 'dataset'>;

/**
 * Draws the layers that an earlier visit made of results, from their tables, which were kept. A layer whose table is not
 * there any more is left out: the storage section says what could not be kept.
 */
export async function restoreLayers(
  { store, ports }: { readonly store: AppContext['store']; readonly ports: DrawingPorts },
  layers: readonly LayerSpec[],
): Promise<void> {
  for (const layer of layers) {
    const geometry = await drawn(ports, layer).catch(() => null);
    if (geometry === null) continue;
    ports.showGeometry(geometry);
    store.setState((state) =>
      state.layers.some(({ id }) => id === layer.id) ? {} : { layers: [...state.layers, layer] },
    );
  }
}

/** The geometry of a layer of the person's own, from its table; null where there is nothing to draw. */
export async function drawn(ports: DrawingPorts, layer: LayerSpec): Promise<LayerGeometry | null> {
  if (layer.kind === 'imported') return drawImported(ports, layer);
  const { id, table, shape } = layer;
  const rows = await ports.database.query(rowsOfResultSql(table), { maxRows: MOST_FEATURES });
  const source = geometrySource(rows);
  if (source === null) return null;
  const places = placesOf(rows, source);
  const widthM = shape === 'line' ? widthsOf(rows, layer.style?.size ?? null) : null;
  const { centre } = ports.dataset ?? {};
  const built = await ports.layerBuilder.build({
    layerId: id,
    source: places.type === 'wkb' && widthM !== null ? { ...places, widthM } : places,
    shape: null,
    origin: centre === undefined ? null : { lon: centre[0], lat: centre[1] },
    pointHeightM: POINT_HEIGHT_M,
    store: false,
  });
  return built.placed > 0 && built.shape === shape ? built.geometry : null;
}

function widthsOf(rows: ResultTable, size: StyledSize | null): Float64Array<ArrayBuffer> | null {
  const at = size?.type === 'column' ? rows.columns.findIndex(({ name }) => name === size.name) : -1;
  return lineWidthsM(
    size,
    Array.from({ length: rows.rowCount }, (_, row) => (at < 0 ? null : rows.cell(row, at))),
  );
}
