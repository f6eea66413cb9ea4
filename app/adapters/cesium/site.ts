/**
 * The board the model stands on: a sheet of paper out to the horizon (the globe itself stays hidden: it would ask for
 * terrain workers only to draw one tone), and the relief that shades it.
 */
import {
  Cartesian3,
  Cartesian4,
  type Matrix4,
  PixelFormat,
  type PrimitiveCollection,
  TextureMagnificationFilter,
  TextureMinificationFilter,
  TextureUniform,
  Transforms,
} from 'cesium';
import { crowding, heightBytes, makeRelief, type Relief, shadowHeights } from '../../core/twins/relief.ts';
import type { LayerGeometry, LocalOrigin, MeshBuffers, Rgba } from '../../core/twins/scene-renderer.ts';
import type { MatteLight, ReliefPictures } from './matte-shader.ts';
import { MeshLayer } from './mesh-layer.ts';
import type { RoomTones } from './palette.ts';

const RING_RADII_M = [400, 1_500, 5_000, 15_000, 40_000];
const RING_SIDES = 48;
const EARTH_RADIUS_M = 6_371_000;
const GROUND_M = -0.05;
/** Reach of the soft darkening between buildings. */
const CROWDING_M = 14;
/** The sun moves on by this much (cosine of 0.4°) before shadows are drawn anew. */
const SUN_STEP = Math.cos((0.4 * Math.PI) / 180);

function groundMesh(): MeshBuffers {
  const positions = [0, 0, GROUND_M];
  const indices: number[] = [];
  RING_RADII_M.forEach((radius, ring) => {
    const height = GROUND_M - (radius * radius) / (2 * EARTH_RADIUS_M);
    for (let side = 0; side < RING_SIDES; side++) {
      const angle = (2 * Math.PI * side) / RING_SIDES;
      positions.push(radius * Math.cos(angle), radius * Math.sin(angle), height);
      const here = 1 + ring * RING_SIDES + side;
      const next = 1 + ring * RING_SIDES + ((side + 1) % RING_SIDES);
      if (ring === 0) indices.push(0, here, next);
      else indices.push(here - RING_SIDES, here, next, here - RING_SIDES, next, next - RING_SIDES);
    }
  });
  const vertices = positions.length / 3;
  return {
    positions: Float32Array.from(positions),
    normals: Float32Array.from({ length: positions.length }, (_, i) => (i % 3 === 2 ? 1 : 0)),
    indices: Uint32Array.from(indices),
    featureOfVertex: new Uint32Array(vertices),
  };
}

function picture(bytes: Uint8Array, relief: Relief): TextureUniform {
  return new TextureUniform({
    typedArray: bytes,
    width: relief.columns,
    height: relief.rows,
    pixelFormat: PixelFormat.RED,
    repeat: false,
    minificationFilter: TextureMinificationFilter.LINEAR,
    magnificationFilter: TextureMagnificationFilter.LINEAR,
  });
}

export class Site {
  readonly frame: Matrix4;
  private readonly standing = new Map<string, MeshBuffers>();
  private relief: Relief | null = null;
  private fullM = 1;
  private crowdingPicture: TextureUniform | null = null;
  private pictures: ReliefPictures | null = null;
  private shadedFor: Cartesian3 | null = null;
  private stale = false;
  private ground: MeshLayer | null = null;

  constructor(
    readonly origin: LocalOrigin,
    private readonly headingDeg: number,
  ) {
    this.frame = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(origin.lon, origin.lat));
  }

  async layGround(
    primitives: PrimitiveCollection,
    tone: Rgba,
    light: MatteLight,
    tones: RoomTones,
  ): Promise<MeshLayer> {
    const geometry: LayerGeometry = {
      layerId: 'ground',
      shape: 'surface',
      origin: this.origin,
      featureIds: ['ground'],
      mesh: groundMesh(),
    };
    this.ground = new MeshLayer(geometry, primitives, this.frame, tone, light, tones);
    await this.ground.load();
    return this.ground;
  }

  get groundLayer(): MeshLayer | null {
    return this.ground;
  }

  setStanding(layerId: string, mesh: MeshBuffers | null): void {
    const before = this.standing.get(layerId) ?? null;
    if (before === mesh) return;
    if (mesh === null) this.standing.delete(layerId);
    else this.standing.set(layerId, mesh);
    this.stale = true;
  }

  /** The pictures for a direction of light; null where nothing stands. The same object as long as nothing changed. */
  shade(direction: Cartesian3, shadows: boolean): ReliefPictures | null {
    if (this.stale) {
      this.stale = false;
      this.relief = makeRelief([...new Set(this.standing.values())], { headingDeg: this.headingDeg });
      this.pictures = null;
      this.shadedFor = null;
      this.crowdingPicture = null;
      if (this.relief !== null) {
        this.fullM = Math.max(
          8,
          this.relief.heights.reduce((a, b) => Math.max(a, b), 0),
        );
        this.crowdingPicture = picture(heightBytes(crowding(this.relief, CROWDING_M), this.fullM), this.relief);
      }
    }
    const { relief } = this;
    if (relief === null || this.crowdingPicture === null) return null;
    const moved = this.shadedFor === null || Cartesian3.dot(this.shadedFor, direction) < SUN_STEP;
    const had = this.pictures !== null && (this.pictures.shadow !== null) === shadows;
    if (had && (!moved || !shadows)) return this.pictures;
    const bytes = shadows
      ? heightBytes(shadowHeights(relief, [direction.x, direction.y, direction.z]), this.fullM)
      : null;
    this.shadedFor = shadows ? Cartesian3.clone(direction) : null;
    const width = relief.columns * relief.cellM;
    const depth = relief.rows * relief.cellM;
    this.pictures = {
      crowding: this.crowdingPicture,
      shadow: bytes === null ? null : picture(bytes, relief),
      axes: new Cartesian4(relief.cos / width, relief.sin / width, -relief.minU / width, this.fullM),
      across: new Cartesian4(-relief.sin / depth, relief.cos / depth, -relief.minV / depth, relief.cellM),
    };
    return this.pictures;
  }
}
