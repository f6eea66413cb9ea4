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
import { runInSlices, type SlicedWork } from '../../core/base/slices.ts';
import { packTriangles } from '../../core/geo/packed-mesh.ts';
import { crowdingWork, heightBytes, type Relief, reliefWork, shadowHeights } from '../../core/twins/relief.ts';
import type { LayerChunk, LayerGeometry, LocalOrigin, MeshBuffers, Rgba } from '../../core/twins/scene-renderer.ts';
import type { MatteLight, ReliefPictures } from './matte-shader.ts';
import { MeshLayer } from './mesh-layer.ts';
import type { RoomTones } from './palette.ts';
import { later } from './pauses.ts';

const RING_RADII_M = [400, 1_500, 5_000, 15_000, 40_000];
const RING_SIDES = 48;
const EARTH_RADIUS_M = 6_371_000;
const GROUND_M = -0.05;
/** Reach of the soft darkening between buildings. */
const CROWDING_M = 14;
/** The page stands still for the relief for no longer than this. */
const SLICE_MS = 50;
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

/** What stands of one layer; the mask has 1 for each hidden feature. */
export interface Standing {
  readonly chunks: readonly LayerChunk[];
  readonly hidden: Uint8Array | null;
}

interface SiteRelief {
  readonly relief: Relief;
  readonly fullM: number;
  readonly crowding: TextureUniform;
}

function* siteReliefWork(standing: readonly Standing[], headingDeg: number): SlicedWork<SiteRelief | null> {
  const meshes = standing.flatMap(({ chunks, hidden }) => chunks.map(({ mesh }) => ({ ...mesh, hidden })));
  const relief = yield* reliefWork(meshes, { headingDeg });
  if (relief === null) return null;
  const fullM = relief.heights.reduce((a, b) => Math.max(a, b), 8);
  yield;
  const bytes = heightBytes(yield* crowdingWork(relief, CROWDING_M), fullM);
  return { relief, fullM, crowding: picture(bytes, relief) };
}

export class Site {
  readonly frame: Matrix4;
  private readonly standing = new Map<string, Standing>();
  private made: SiteRelief | null = null;
  private callOff: (() => void) | null = null;
  private pictures: ReliefPictures | null = null;
  private shadedFor: Cartesian3 | null = null;
  private stale = false;
  private ground: MeshLayer | null = null;

  constructor(
    readonly origin: LocalOrigin,
    private readonly headingDeg: number,
    /** Called when the relief was made anew after a while, and the site wants its shade. */
    private readonly onRelief: () => void,
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
      chunks: [{ mesh: packTriangles(groundMesh(), 1), edges: null }],
    };
    this.ground = new MeshLayer(geometry, primitives, this.frame, tone, light, tones);
    await this.ground.load(Cartesian3.ZERO);
    return this.ground;
  }

  get groundLayer(): MeshLayer | null {
    return this.ground;
  }

  /** False while a relief is being made. */
  get settled(): boolean {
    return this.callOff === null;
  }

  setStanding(layerId: string, next: Standing | null): void {
    const before = this.standing.get(layerId);
    if (next === null && before === undefined) return;
    if (next !== null && next.chunks === before?.chunks && next.hidden === before.hidden) return;
    if (next === null) this.standing.delete(layerId);
    else this.standing.set(layerId, next);
    this.stale = true;
  }

  /** The pictures for a direction of light; null where nothing stands. The same object as long as nothing changed. */
  shade(direction: Cartesian3, shadows: boolean): ReliefPictures | null {
    if (this.stale) this.makeRelief();
    if (this.made === null) return null;
    const { relief, fullM, crowding } = this.made;
    const moved = this.shadedFor === null || Cartesian3.dot(this.shadedFor, direction) < SUN_STEP;
    const had = this.pictures !== null && (this.pictures.shadow !== null) === shadows;
    if (had && (!moved || !shadows)) return this.pictures;
    const bytes = shadows ? heightBytes(shadowHeights(relief, [direction.x, direction.y, direction.z]), fullM) : null;
    this.shadedFor = shadows ? Cartesian3.clone(direction) : null;
    const width = relief.columns * relief.cellM;
    const depth = relief.rows * relief.cellM;
    this.pictures = {
      crowding,
      shadow: bytes === null ? null : picture(bytes, relief),
      axes: new Cartesian4(relief.cos / width, relief.sin / width, -relief.minU / width, fullM),
      across: new Cartesian4(-relief.sin / depth, relief.cos / depth, -relief.minV / depth, relief.cellM),
    };
    return this.pictures;
  }

  /** A district's is there at once; a city's is made in slices while the former one goes on being shown. */
  private makeRelief(): void {
    this.stale = false;
    this.callOff?.();
    this.callOff = null;
    let atOnce = true;
    let finished = false;
    // A layer that is compared with itself stands there once.
    const standing = [...new Map([...this.standing.values()].map((one) => [one.chunks, one])).values()];
    const callOff = runInSlices(
      siteReliefWork(standing, this.headingDeg),
      { nowMs: () => performance.now(), sliceMs: SLICE_MS, later },
      (made) => {
        this.made = made;
        this.pictures = null;
        this.shadedFor = null;
        this.callOff = null;
        finished = true;
        if (!atOnce) this.onRelief();
      },
      (error) => {
        throw error;
      },
    );
    atOnce = false;
    this.callOff = finished ? null : callOff;
  }
}
