/** What Cesium offers by itself, as its guides use it: the baseline of the scene benchmark. */
import {
  Cartesian3,
  Math as CesiumMath,
  CesiumWidget,
  Color,
  ColorMaterialProperty,
  ConstantProperty,
  Credit,
  CreditDisplay,
  GeoJsonDataSource,
  type PerspectiveFrustum,
  PointPrimitiveCollection,
  Transforms,
} from 'cesium';
import type { WatchedMap } from './watch-picture.ts';

const FIELD_OF_VIEW_DEG = 38;

export interface CesiumMap extends WatchedMap {
  /** GeoJsonDataSource, every polygon extruded by its `height_m`. */
  showBuildings(text: string): Promise<void>;
  showPoints(text: string): Promise<void>;
  /** A new material for every entity. */
  recolour(css: string): void;
}

export function openCesiumMap(
  host: HTMLElement,
  view: { readonly lon: number; readonly lat: number; readonly heightM: number },
  css: string,
): CesiumMap {
  CreditDisplay.cesiumCredit = new Credit('CesiumJS');
  Object.assign(Transforms, { computeIcrfToFixedMatrix: () => undefined });
  const widget = new CesiumWidget(host, {
    baseLayer: false,
    skyBox: false,
    skyAtmosphere: false,
    scene3DOnly: true,
    requestRenderMode: true,
    maximumRenderTimeChange: Number.POSITIVE_INFINITY,
  });
  const { scene } = widget;
  scene.globe.show = false;
  scene.backgroundColor = Color.fromCssColorString('#efebe2');
  // The app's lens, so that both see the same ground.
  (scene.camera.frustum as PerspectiveFrustum).fov = CesiumMath.toRadians(FIELD_OF_VIEW_DEG);
  scene.camera.setView({ destination: Cartesian3.fromDegrees(view.lon, view.lat, view.heightM) });
  let frames = 0;
  scene.postRender.addEventListener(() => {
    frames += 1;
  });
  const tone = Color.fromCssColorString(css);
  let shown: GeoJsonDataSource | null = null;
  return {
    canvas: () => scene.canvas,
    frames: () => frames,
    requestFrame: () => scene.requestRender(),
    async showBuildings(text) {
      const source = await GeoJsonDataSource.load(JSON.parse(text), { fill: tone });
      for (const { polygon, properties } of source.entities.values) {
        if (polygon === undefined) continue;
        polygon.outline = new ConstantProperty(false);
        polygon.extrudedHeight = properties?.height_m;
      }
      shown = source;
      await widget.dataSources.add(source);
      scene.requestRender();
    },
    async showPoints(text) {
      const points = new PointPrimitiveCollection();
      for (const { geometry } of JSON.parse(text).features) {
        const [lon, lat] = geometry.coordinates;
        points.add({ position: Cartesian3.fromDegrees(lon, lat, 0), pixelSize: 6, color: tone });
      }
      scene.primitives.add(points);
      scene.requestRender();
    },
    recolour(other) {
      const colour = Color.fromCssColorString(other);
      for (const { polygon } of shown!.entities.values) {
        if (polygon !== undefined) polygon.material = new ColorMaterialProperty(colour);
      }
      scene.requestRender();
    },
  };
}
