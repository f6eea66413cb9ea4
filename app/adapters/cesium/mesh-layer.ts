/**
 * One mesh layer in the scene: a Model (and a second one for its edge lines) whose colours come from a texture with one
 * texel per feature. There is no object per feature; a recolour writes texels and hands the texture over once a frame.
 */
import {
  Axis,
  Cartesian3,
  Cartesian4,
  type CustomShader,
  Matrix4,
  Model,
  type PrimitiveCollection,
  Resource,
  ShadowMode,
  SplitDirection,
} from 'cesium';
import { buildPickIndex, type PickIndex } from '../../core/twins/picking.ts';
import type { ColourUpdate, LayerGeometry, MeshBuffers, Rgba } from '../../core/twins/scene-renderer.ts';
import {
  colourTexture,
  type MatteLight,
  type MatteOptions,
  matteShader,
  type ReliefPictures,
  setRelief,
} from './matte-shader.ts';
import { meshToGlb, type Primitive } from './mesh-glb.ts';
import { noImageLight } from './no-image-light.ts';
import type { RoomTones } from './palette.ts';

const COLUMNS = 256;
/** Edge lines stand this far off their faces. */
const EDGE_SWELL_M = 0.12;
/** Borders of areas stay below the next layer on the ground. */
const BORDER_SWELL_M = 0.05;
/** Distance between two ground layers, so that none flickers through another. */
export const GROUND_STEP_M = 0.12;

let modelNumber = 0;

interface Part {
  readonly model: Model;
  readonly options: MatteOptions;
  shader: CustomShader;
}

async function loadModel(glb: Uint8Array, frame: Matrix4, shader: CustomShader): Promise<Model> {
  modelNumber += 1;
  return Model.fromGltfAsync({
    // Cesium takes the bytes of a GLB here (it does so itself for 3D Tiles); the typings know addresses only.
    url: glb as unknown as Resource,
    // Never fetched: it names the model in Cesium's cache, where two nameless models would be taken for one.
    basePath: new Resource({ url: `mesh-${modelNumber}/` }),
    modelMatrix: frame,
    upAxis: Axis.Z,
    forwardAxis: Axis.X,
    customShader: shader,
    // Light and shadow come from the site's relief.
    shadows: ShadowMode.DISABLED,
    releaseGltfJson: true,
    incrementallyLoadTextures: false,
    allowPicking: false,
    backFaceCulling: false,
    environmentMapOptions: { enabled: false },
    imageBasedLighting: noImageLight,
  });
}

export class MeshLayer {
  readonly featureNumbers: ReadonlyMap<string, number>;
  readonly gpuBytes: number;
  private readonly colours: Uint8Array;
  private readonly rows: number;
  private parts: Part[] = [];
  private pickIndex: PickIndex | null = null;
  private coloursChanged = false;
  private opacity = 1;
  private destroyed = false;
  private loaded = false;
  private lift = 0;
  private selected = -1;
  private relief: ReliefPictures | null = null;
  visible = true;
  side: 'both' | 'left' | 'right' = 'both';

  constructor(
    readonly geometry: LayerGeometry,
    private readonly primitives: PrimitiveCollection,
    private readonly frame: Matrix4,
    private base: Rgba,
    private light: MatteLight,
    private tones: RoomTones,
  ) {
    const count = geometry.featureIds.length;
    this.rows = Math.max(1, Math.ceil(count / COLUMNS));
    this.colours = new Uint8Array(this.rows * COLUMNS * 4);
    this.featureNumbers = new Map(geometry.featureIds.map((id, index) => [id, index]));
    const bytes = (mesh: MeshBuffers | undefined) =>
      mesh === undefined ? 0 : (mesh.positions.length / 3) * 20 + mesh.indices.length * 4;
    this.gpuBytes = bytes(geometry.mesh) + bytes(geometry.edges) + this.colours.length;
  }

  async load(): Promise<void> {
    const { mesh, edges } = this.geometry;
    if (mesh !== undefined && mesh.indices.length > 0) await this.addPart(mesh, 'triangles', 1, 0);
    if (edges !== undefined && edges.indices.length > 0) {
      await this.addPart(edges, 'lines', 0, this.geometry.shape === 'surface' ? BORDER_SWELL_M : EDGE_SWELL_M);
    }
    this.loaded = true;
  }

  private async addPart(mesh: MeshBuffers, primitive: Primitive, shaded: number, swell: number): Promise<void> {
    const options: MatteOptions = {
      base: this.baseVector(),
      columns: COLUMNS,
      rows: this.rows,
      colours: this.colours,
      accent: this.tones.accent,
      edge: this.tones.edge,
      light: this.light,
      shaded,
      swell,
    };
    const shader = matteShader(options, this.opacity < 1);
    const glb = meshToGlb(mesh, primitive, this.geometry.featureIds.length);
    const model = await loadModel(glb, this.placed(), shader);
    // The layer, or the whole scene, ended while its model was being read.
    if (this.destroyed) {
      model.destroy();
      shader.destroy();
      return;
    }
    const part: Part = { model, options, shader };
    this.parts.push(part);
    this.refresh(part);
    model.show = this.visible;
    model.splitDirection = this.splitDirection();
    this.primitives.add(model);
  }

  get ready(): boolean {
    return this.loaded && this.parts.every((part) => part.model.ready || !part.model.show);
  }

  /** The index is made when it is first asked for: most layers are never picked in a visit's first seconds. */
  get picking(): PickIndex | null {
    if (this.pickIndex === null && this.geometry.mesh !== undefined) {
      this.pickIndex = buildPickIndex(this.geometry.mesh, this.geometry.featureIds.length);
    }
    return this.pickIndex;
  }

  /** False for a feature that is left away: no colour of its own on a layer without a base tone. */
  isDrawn(feature: number): boolean {
    return this.base[3] > 0 || this.colours[feature * 4 + 3]! > 0;
  }

  placed(): Matrix4 {
    return Matrix4.multiplyByTranslation(this.frame, new Cartesian3(0, 0, this.lift), new Matrix4());
  }

  setColours(update: ColourUpdate): void {
    for (let i = 0; i < update.features.length; i++) {
      this.colours.set(update.rgba.subarray(i * 4, i * 4 + 4), update.features[i]! * 4);
    }
    this.coloursChanged = true;
  }

  /** Hands changed colours to the graphics card; called once before each frame. */
  flush(): void {
    if (!this.coloursChanged) return;
    this.coloursChanged = false;
    for (const part of this.parts) {
      part.shader.setUniform('u_colours', colourTexture(this.colours, COLUMNS, this.rows));
    }
  }

  setBase(base: Rgba): void {
    this.base = base;
    for (const part of this.parts) part.shader.setUniform('u_base', this.baseVector());
  }

  setTones(tones: RoomTones): void {
    this.tones = tones;
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
    for (const part of this.parts) if (part.options.shaded > 0) setRelief(part.shader, pictures);
  }

  setSelected(feature: number): void {
    this.selected = feature;
    for (const part of this.parts) part.shader.setUniform('u_selected', feature);
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    for (const part of this.parts) part.model.show = visible;
  }

  /** A translucent mesh is drawn in another pass, so crossing 1 exchanges the shader. */
  setOpacity(opacity: number): void {
    const crosses = opacity < 1 !== this.opacity < 1;
    this.opacity = opacity;
    for (const part of this.parts) {
      if (crosses) {
        const former = part.shader;
        part.shader = matteShader(part.options, opacity < 1);
        part.model.customShader = part.shader;
        former.destroy();
        this.refresh(part);
      } else {
        part.shader.setUniform('u_opacity', opacity);
      }
    }
  }

  /** Height above the ground for layers that lie on it. */
  setLift(metres: number): void {
    this.lift = metres;
    for (const part of this.parts) part.model.modelMatrix = this.placed();
  }

  setSide(side: 'both' | 'left' | 'right', splitOn: boolean): void {
    this.side = side;
    for (const part of this.parts) {
      part.model.splitDirection = splitOn ? this.splitDirection() : SplitDirection.NONE;
    }
  }

  destroy(): void {
    this.destroyed = true;
    for (const part of this.parts) {
      this.primitives.remove(part.model);
      part.shader.destroy();
    }
    this.parts = [];
  }

  private splitDirection(): SplitDirection {
    if (this.side === 'left') return SplitDirection.LEFT;
    return this.side === 'right' ? SplitDirection.RIGHT : SplitDirection.NONE;
  }

  private refreshLight(part: Part): void {
    part.shader.setUniform('u_sunDirection', this.light.direction);
    part.shader.setUniform('u_sun', this.light.sun);
    part.shader.setUniform('u_sky', this.light.sky);
    part.shader.setUniform('u_tone', this.light.tone);
  }

  private baseVector(): Cartesian4 {
    const [red, green, blue, alpha] = this.base;
    return new Cartesian4(red / 255, green / 255, blue / 255, alpha / 255);
  }

  private refreshTones(part: Part): void {
    part.shader.setUniform('u_edge', this.tones.edge);
    part.shader.setUniform('u_accent', this.tones.accent);
  }

  /** Brings a new shader to the state the layer is in. */
  private refresh(part: Part): void {
    this.refreshLight(part);
    this.refreshTones(part);
    if (part.options.shaded > 0) setRelief(part.shader, this.relief);
    part.shader.setUniform('u_base', this.baseVector());
    part.shader.setUniform('u_opacity', this.opacity);
    part.shader.setUniform('u_selected', this.selected);
    part.shader.setUniform('u_colours', colourTexture(this.colours, COLUMNS, this.rows));
  }
}
