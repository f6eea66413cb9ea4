/**
 * One mesh layer in the scene: a model a chunk (and a second one for its edge lines, where the camera is near) whose
 * colours come from a texture with one texel per feature. There is no object per feature; a recolour writes texels and
 * hands the texture over once a frame.
 */
import { Cartesian3, Cartesian4, Matrix4, type PrimitiveCollection, SplitDirection } from 'cesium';
import type { PackedMesh } from '../../core/geo/packed-mesh.ts';
import {
  buildPickIndex,
  type MeshHit,
  meetsBox,
  type PickIndex,
  pickMesh,
  type Vector3,
} from '../../core/twins/picking.ts';
import type { ColourUpdate, FeatureLabels, LayerGeometry, Rgba } from '../../core/twins/scene-renderer.ts';
import { BuildingTexels } from './building-texels.ts';
import { ChunkModels } from './chunk-models.ts';
import { FeatureTexels, TEXEL_COLUMNS } from './feature-texels.ts';
import {
  EDGE_REACH_M,
  type MatteLight,
  type MatteOptions,
  matteShader,
  type ReliefPictures,
  setRelief,
} from './matte-shader.ts';
import { type RoomTones, srgb } from './palette.ts';
import { pauses } from './pauses.ts';
import { chunkLabels } from './placed-labels.ts';
import type { PlacedLabels } from './scene-labels.ts';
import type { Standing } from './site.ts';

/** Edge lines stand this far off their faces. */
const EDGE_SWELL_M = 0.12;
/** Borders of areas stay below the next layer on the ground. */
const BORDER_SWELL_M = 0.05;
/** Distance between two ground layers, so that none flickers through another. */
export const GROUND_STEP_M = 0.12;

interface Part {
  readonly models: ChunkModels;
  readonly options: MatteOptions;
}

/** The accent's bytes. */
function accentOf({ accentCss }: RoomTones): readonly [number, number, number] {
  const [red, green, blue] = srgb(accentCss);
  return [red * 255, green * 255, blue * 255];
}

/** Metres from a place to a mesh's box; 0 inside. */
function distanceTo({ min, max }: PackedMesh, place: Cartesian3): number {
  const out = (value: number, axis: number) => Math.max(min[axis]! - value, 0, value - max[axis]!);
  return Math.hypot(out(place.x, 0), out(place.y, 1), out(place.z, 2));
}

export class MeshLayer {
  readonly gpuBytes: number;
  private readonly meshes: readonly PackedMesh[];
  private readonly outlined: readonly PackedMesh[];
  private readonly outlines: readonly PackedMesh[];
  private readonly texels: FeatureTexels;
  private readonly pickIndices: (PickIndex | null)[];
  private parts: Part[] = [];
  private edges: ChunkModels | null = null;
  private opacity = 1;
  private loaded = false;
  private destroyed = false;
  private lift = 0;
  private selected = -1;
  private relief: ReliefPictures | null = null;
  private placedLabels: PlacedLabels | null = null;
  visible = true;
  side: 'both' | 'left' | 'right' = 'both';

  constructor(
    readonly geometry: LayerGeometry,
    private readonly primitives: PrimitiveCollection,
    private readonly frame: Matrix4,
    private base: Rgba,
    private light: MatteLight,
    private tones: RoomTones,
    /** Called when lines were read that the next frame should show. */
    private readonly onChange: () => void = () => undefined,
  ) {
    const chunks = geometry.chunks ?? [];
    const outlined = chunks.filter(({ edges }) => edges !== null);
    this.meshes = chunks.map(({ mesh }) => mesh).filter(({ indices }) => indices.length > 0);
    this.outlined = outlined.map(({ mesh }) => mesh);
    this.outlines = outlined.map(({ edges }) => edges!);
    this.pickIndices = this.meshes.map(() => null);
    const rows = geometry.featureIds.length;
    this.texels =
      geometry.hasRoofs === true ? new BuildingTexels(rows, tones.roof, accentOf(tones)) : new FeatureTexels(rows);
    this.gpuBytes = [...this.meshes, ...this.outlines].reduce((sum, { glb }) => sum + glb.length, this.texels.bytes);
  }

  /** What casts shadows: everything but hidden features. */
  standing(): Standing {
    return { chunks: this.geometry.chunks ?? [], hidden: this.texels.hiddenMask };
  }

  /** `camera` in the world's coordinates: what is far is read without its lines. */
  async load(camera: Cartesian3): Promise<void> {
    const pause = pauses();
    if (this.meshes.length > 0) await this.addPart(this.meshes, 1, 0).load(pause);
    if (this.destroyed) return;
    if (this.outlines.length > 0) {
      this.edges = this.addPart(this.outlines, 0, this.geometry.shape === 'surface' ? BORDER_SWELL_M : EDGE_SWELL_M);
      this.nearEdges(this.edges, camera);
      await this.edges.load(pause);
    }
    this.loaded = true;
  }

  private addPart(packed: readonly PackedMesh[], shaded: number, swell: number): ChunkModels {
    const options: MatteOptions = {
      base: this.baseVector(),
      columns: TEXEL_COLUMNS,
      rows: this.texels.rows,
      accent: this.tones.accent,
      edge: this.tones.edge,
      light: this.light,
      shaded,
      swell,
    };
    const models = new ChunkModels({
      primitives: this.primitives,
      packed,
      frame: this.placed(),
      shader: matteShader(options, this.opacity < 1),
      // The faces of a city's own models may look either way.
      closed: shaded > 0 && this.geometry.shape === 'extrusion' && this.geometry.hasRoofs !== true,
      visible: this.visible,
      split: this.splitDirection(),
    });
    const part = { models, options };
    this.parts.push(part);
    this.refresh(part);
    return models;
  }

  get ready(): boolean {
    return this.loaded && this.parts.every(({ models }) => models.ready);
  }

  /** The nearest feature along a ray of the layer's own frame. Indices are made for the chunks that a ray meets first. */
  pick(origin: Vector3, direction: Vector3, limit: number): MeshHit | null {
    const rows = this.geometry.featureIds.length;
    const isDrawn = (feature: number) => this.isDrawn(feature);
    let best: MeshHit | null = null;
    for (const [chunk, mesh] of this.meshes.entries()) {
      const nearest: number = best?.distance ?? limit;
      if (!meetsBox([...mesh.min, ...mesh.max], 0, origin, direction, nearest)) continue;
      const index = this.pickIndices[chunk] ?? buildPickIndex(mesh);
      this.pickIndices[chunk] = index;
      best = pickMesh(index, origin, direction, nearest, isDrawn) ?? best;
    }
    // A roof is its building.
    return best === null ? null : { ...best, feature: best.feature % rows };
  }

  /** False for a feature that is left away: hidden, or without a colour of its own on a layer without a base tone. */
  private isDrawn(feature: number): boolean {
    return !this.texels.isHidden(feature) && (this.base[3] > 0 || this.texels.isPainted(feature));
  }

  placed(): Matrix4 {
    return Matrix4.multiplyByTranslation(this.frame, new Cartesian3(0, 0, this.lift), new Matrix4());
  }

  setColours(update: ColourUpdate): void {
    this.texels.set(update);
  }

  setLabels(labels: FeatureLabels | null): void {
    this.placedLabels = labels === null ? null : chunkLabels(this.geometry, this.frame, labels, 0);
  }

  labels(): PlacedLabels | null {
    return this.placedLabels;
  }

  setHidden(features: Uint32Array): void {
    this.texels.hide(features);
  }

  /** Hands changed colours to the graphics card and fetches near lines; called once before each frame. */
  flush(camera: Cartesian3): void {
    const texture = this.texels.changedTexture();
    if (texture !== null) for (const { models } of this.parts) models.shader.setUniform('u_colours', texture);
    if (this.edges === null || !this.loaded || !this.visible) return;
    this.nearEdges(this.edges, camera);
    if (!this.edges.ready) void this.loadEdges(this.edges);
  }

  private async loadEdges(edges: ChunkModels): Promise<void> {
    // A layer is still itself without the lines of a chunk that cannot be read; the next frame fetches the others.
    const changed = await edges.load(pauses()).catch(() => 1);
    if (changed > 0 && !this.destroyed) this.onChange();
  }

  setBase(base: Rgba): void {
    this.base = base;
    for (const { models } of this.parts) models.shader.setUniform('u_base', this.baseVector());
  }

  setTones(tones: RoomTones): void {
    this.tones = tones;
    if (this.texels instanceof BuildingTexels) this.texels.setTones(tones.roof, accentOf(tones));
    for (const part of this.parts) this.refreshTones(part);
  }

  setLight(light: MatteLight): void {
    this.light = light;
    for (const part of this.parts) this.refreshLight(part);
  }

  /** Edge lines take no light and need none of it. */
  setRelief(pictures: ReliefPictures | null): void {
    if (pictures === this.relief) return;
    this.relief = pictures;
    for (const { models, options } of this.parts) if (options.shaded > 0) setRelief(models.shader, pictures);
  }

  setSelected(feature: number): void {
    this.selected = feature;
    if (this.texels instanceof BuildingTexels) this.texels.select(feature);
    for (const { models } of this.parts) models.shader.setUniform('u_selected', feature);
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    for (const { models } of this.parts) models.setVisible(visible);
  }

  /** A translucent mesh is drawn in another pass, so crossing 1 exchanges the shader. */
  setOpacity(opacity: number): void {
    const crosses = opacity < 1 !== this.opacity < 1;
    this.opacity = opacity;
    for (const part of this.parts) {
      if (crosses) {
        part.models.shader = matteShader(part.options, opacity < 1);
        this.refresh(part);
      } else {
        part.models.shader.setUniform('u_opacity', opacity);
      }
    }
  }

  /** Height above the ground for layers that lie on it. */
  setLift(metres: number): void {
    this.lift = metres;
    for (const { models } of this.parts) models.setFrame(this.placed());
  }

  setSide(side: 'both' | 'left' | 'right', splitOn: boolean): void {
    this.side = side;
    for (const { models } of this.parts) models.setSplit(splitOn ? this.splitDirection() : SplitDirection.NONE);
  }

  destroy(): void {
    this.destroyed = true;
    for (const { models } of this.parts) models.destroy();
    this.parts = [];
    this.edges = null;
  }

  private splitDirection(): SplitDirection {
    if (this.side === 'left') return SplitDirection.LEFT;
    return this.side === 'right' ? SplitDirection.RIGHT : SplitDirection.NONE;
  }

  /** Lines that would be invisible from here are not drawn; those of a chunk that was never near are not even read. */
  private nearEdges(edges: ChunkModels, camera: Cartesian3): void {
    const toLocal = Matrix4.inverseTransformation(this.frame, new Matrix4());
    const place = Matrix4.multiplyByPoint(toLocal, camera, new Cartesian3());
    for (const [chunk, mesh] of this.outlined.entries()) edges.want(chunk, distanceTo(mesh, place) < EDGE_REACH_M);
  }

  private refreshLight({ models: { shader } }: Part): void {
    shader.setUniform('u_sunDirection', this.light.direction);
    shader.setUniform('u_sun', this.light.sun);
    shader.setUniform('u_sky', this.light.sky);
    shader.setUniform('u_tone', this.light.tone);
  }

  private baseVector(): Cartesian4 {
    const [red, green, blue, alpha] = this.base;
    return new Cartesian4(red / 255, green / 255, blue / 255, alpha / 255);
  }

  private refreshTones({ models: { shader } }: Part): void {
    shader.setUniform('u_edge', this.tones.edge);
    shader.setUniform('u_accent', this.tones.accent);
  }

  /** Brings a new shader to the state the layer is in. */
  private refresh(part: Part): void {
    const { shader } = part.models;
    this.refreshLight(part);
    this.refreshTones(part);
    if (part.options.shaded > 0) setRelief(shader, this.relief);
    shader.setUniform('u_base', this.baseVector());
    shader.setUniform('u_opacity', this.opacity);
    shader.setUniform('u_selected', this.selected);
    shader.setUniform('u_colours', this.texels.texture());
  }
}
