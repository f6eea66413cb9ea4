/** The sites of a scene: the shipped district's, and those of layers that lie elsewhere. */
import type { Cartesian3, PrimitiveCollection } from 'cesium';
import type { LocalOrigin, Rgba } from '../../core/twins/scene-renderer.ts';
import type { HomePlace } from './camera-rig.ts';
import type { MatteLight } from './matte-shader.ts';
import type { MeshLayer } from './mesh-layer.ts';
import type { RoomTones } from './palette.ts';
import { Site } from './site.ts';

/** A second ground this near to the first would only flicker through it. */
const ONE_GROUND_DEG = 0.3;

export interface SitesOptions {
  readonly primitives: PrimitiveCollection;
  readonly home: HomePlace;
  readonly light: MatteLight;
  readonly tones: RoomTones;
}

const keyOf = ({ lon, lat }: LocalOrigin): string => `${lon},${lat}`;

export class Sites {
  readonly home: Site;
  private readonly sites = new Map<string, Site>();
  private isGroundVisible = true;
  private light: MatteLight;
  private tones: RoomTones;

  constructor(
    private readonly options: SitesOptions,
    /** Called when a ground was laid or a relief made, which wants shade. */
    private readonly onChange: () => void,
  ) {
    this.light = options.light;
    this.tones = options.tones;
    this.home = this.at(options.home);
  }

  /** True once every ground can be drawn in its shade. */
  get ready(): boolean {
    return [...this.sites.values()].every(
      ({ groundLayer, settled }) => settled && (groundLayer === null || groundLayer.ready),
    );
  }

  /** Layers of one origin share a site, and with it their ground and their shadows. */
  at(origin: LocalOrigin): Site {
    const known = this.sites.get(keyOf(origin));
    if (known !== undefined) return known;
    const site = new Site({ lon: origin.lon, lat: origin.lat }, this.options.home.headingDeg, this.onChange);
    const near = [...this.sites.values()].some(
      ({ origin: other }) =>
        Math.abs(other.lon - origin.lon) < ONE_GROUND_DEG && Math.abs(other.lat - origin.lat) < ONE_GROUND_DEG,
    );
    this.sites.set(keyOf(origin), site);
    if (!near) {
      void site.layGround(this.options.primitives, this.groundTone(), this.light, this.tones).then((ground) => {
        ground.setVisible(this.isGroundVisible);
        this.onChange();
      });
    }
    return site;
  }

  /** Nothing of this layer stands any more. */
  clear(layerId: string): void {
    for (const site of this.sites.values()) site.setStanding(layerId, null);
  }

  shade(meshes: readonly MeshLayer[], direction: Cartesian3, shadows: boolean): void {
    for (const [key, site] of this.sites) {
      const pictures = site.shade(direction, shadows);
      site.groundLayer?.setRelief(pictures);
      for (const layer of meshes) if (keyOf(layer.geometry.origin) === key) layer.setRelief(pictures);
    }
  }

  setLight(light: MatteLight): void {
    this.light = light;
    for (const { groundLayer } of this.sites.values()) groundLayer?.setLight(light);
  }

  /** The paper is laid aside while something else is the ground. */
  setGroundVisible(visible: boolean): void {
    this.isGroundVisible = visible;
    for (const { groundLayer } of this.sites.values()) groundLayer?.setVisible(visible);
  }

  setTones(tones: RoomTones): void {
    this.tones = tones;
    for (const { groundLayer } of this.sites.values()) groundLayer?.setBase(this.groundTone());
  }

  destroy(): void {
    for (const { groundLayer } of this.sites.values()) groundLayer?.destroy();
    this.sites.clear();
  }

  private groundTone(): Rgba {
    const [red, green, blue] = this.tones.ground;
    return [red * 255, green * 255, blue * 255, 255];
  }
}
