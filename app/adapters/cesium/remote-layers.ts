/**
 * Map tiles and 3D Tiles from elsewhere. Tiles need a globe to lie on: it is shown for as long as there are any, and the
 * model's own sheet of paper is laid aside. Nothing is asked for before `show` names it.
 */
import {
  Cesium3DTileStyle,
  Cesium3DTileset,
  type Color,
  ImageryLayer,
  type ImageryProvider,
  Resource,
  type Scene,
  UrlTemplateImageryProvider,
  WebMapServiceImageryProvider,
} from 'cesium';
import type { RemoteLayer, RemotePicture, RemoteRenderer } from '../../core/twins/remote-layer.ts';

type Shown = Parameters<RemoteRenderer['show']>[0][number];

/** Single tiles fail at the rim of what a service covers; so many without one success is a fault of the address. */
const FAILURES = 3;
const DEEPEST_LEVEL = 21;

interface Drawn {
  readonly key: string;
  setOpacity(opacity: number): void;
  readonly imagery: ImageryLayer | null;
  end(): void;
}

export class RemoteLayers implements RemoteRenderer {
  private readonly drawn = new Map<string, Drawn>();
  private readonly listeners = new Set<(id: string, detail: string) => void>();

  constructor(
    private readonly scene: Scene,
    /** Told when tiles begin or cease to be the ground. */
    private readonly onGround: (isTiles: boolean) => void,
  ) {}

  show(layers: readonly Shown[]): void {
    const keys = new Map(layers.map((layer) => [layer.id, JSON.stringify(layer.picture)]));
    for (const [id, one] of this.drawn) {
      if (keys.get(id) === one.key) continue;
      one.end();
      this.drawn.delete(id);
    }
    for (const layer of layers) {
      const one = this.drawn.get(layer.id) ?? this.begin(layer);
      one.setOpacity(layer.opacity);
      if (one.imagery !== null) this.scene.imageryLayers.raiseToTop(one.imagery);
    }
    const isTiles = [...this.drawn.values()].some(({ imagery }) => imagery !== null);
    if (this.scene.globe.show !== isTiles) {
      this.scene.globe.show = isTiles;
      this.onGround(isTiles);
    }
    this.scene.requestRender();
  }

  onProblem(listener: (id: string, detail: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  destroy(): void {
    for (const one of this.drawn.values()) one.end();
    this.drawn.clear();
    this.listeners.clear();
  }

  private begin(layer: Pick<RemoteLayer, 'id' | 'picture'>): Drawn {
    const tell = (detail: string) => {
      for (const listener of this.listeners) listener(layer.id, detail);
    };
    const key = JSON.stringify(layer.picture);
    const one =
      layer.picture.type === '3d-tiles'
        ? this.beginTileset(key, layer.picture.address, tell)
        : this.beginImagery(key, providerOf(layer.picture), tell);
    this.drawn.set(layer.id, one);
    return one;
  }

  private beginImagery(key: string, provider: ImageryProvider, tell: (detail: string) => void): Drawn {
    const { scene } = this;
    let failures = 0;
    let hasOne = false;
    const request = provider.requestImage.bind(provider);
    provider.requestImage = (...tile) => {
      const image = request(...tile);
      image?.then(
        () => {
          hasOne = true;
        },
        () => undefined,
      );
      return image;
    };
    const stop = provider.errorEvent.addEventListener((error: { readonly message?: string }) => {
      failures += 1;
      if (!hasOne && failures === FAILURES) tell(error.message ?? '');
    });
    const imagery = new ImageryLayer(provider);
    scene.imageryLayers.add(imagery);
    return {
      key,
      imagery,
      setOpacity(opacity) {
        imagery.alpha = opacity;
      },
      end() {
        stop();
        scene.imageryLayers.remove(imagery, true);
      },
    };
  }

  private beginTileset(key: string, address: string, tell: (detail: string) => void): Drawn {
    const { scene } = this;
    let tileset: Cesium3DTileset | null = null;
    let opacity = 1;
    let ended = false;
    const dress = () => {
      if (tileset === null) return;
      tileset.style = opacity < 1 ? new Cesium3DTileStyle({ color: `color("white", ${opacity})` }) : undefined;
      scene.requestRender();
    };
    Cesium3DTileset.fromUrl(new Resource({ url: address })).then(
      (made) => {
        if (ended) return made.destroy();
        tileset = made;
        scene.primitives.add(made);
        let failures = 0;
        let hasOne = false;
        made.tileLoad.addEventListener(() => {
          hasOne = true;
        });
        made.tileFailed.addEventListener(({ message }: { readonly message: string }) => {
          failures += 1;
          if (!hasOne && failures === 1) tell(message);
        });
        dress();
      },
      (error: unknown) => {
        if (!ended) tell(error instanceof Error ? error.message : String(error));
      },
    );
    return {
      key,
      imagery: null,
      setOpacity(next) {
        if (next === opacity) return;
        opacity = next;
        dress();
      },
      end() {
        ended = true;
        if (tileset !== null) scene.primitives.remove(tileset);
      },
    };
  }
}

function providerOf(picture: Exclude<RemotePicture, { readonly type: '3d-tiles' }>): ImageryProvider {
  switch (picture.type) {
    case 'xyz':
      return new UrlTemplateImageryProvider({
        url: picture.template.replaceAll('{-y}', '{reverseY}'),
        maximumLevel: DEEPEST_LEVEL,
        enablePickFeatures: false,
      });
    case 'wms':
      return new WebMapServiceImageryProvider({
        url: picture.address,
        layers: picture.layer,
        parameters: { transparent: true, format: 'image/png' },
        enablePickFeatures: false,
      });
    case 'wmts': {
      const { matrices } = picture;
      return new UrlTemplateImageryProvider({
        url: picture.template,
        minimumLevel: Math.max(
          0,
          matrices.findIndex((name) => name !== ''),
        ),
        maximumLevel: matrices.length - 1,
        enablePickFeatures: false,
        customTags: {
          TileMatrix: (_provider: unknown, _x: number, _y: number, level: number) => matrices[level] ?? '',
          TileRow: (_provider: unknown, _x: number, y: number) => String(y),
          TileCol: (_provider: unknown, x: number) => String(x),
        },
      });
    }
  }
}

/** The globe as a plain sheet: no sky, no water, no light of its own. */
export function prepareGlobe(scene: Scene, tone: Color): void {
  const { globe } = scene;
  globe.baseColor = tone;
  globe.showGroundAtmosphere = false;
  globe.showWaterEffect = false;
  globe.enableLighting = false;
}
