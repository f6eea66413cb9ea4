/** A large point layer: dots in chunks, one draw call each, no object per point. */
import { Cartesian3, Cartesian4, Matrix4, type Scene, SplitDirection } from 'cesium';
import type { ColourUpdate, LayerGeometry, Rgba } from '../../core/twins/scene-renderer.ts';
import { ChunkModels } from './chunk-models.ts';
import { dotShader } from './dot-shader.ts';
import { FeatureTexels, TEXEL_COLUMNS } from './feature-texels.ts';
import type { RoomTones } from './palette.ts';
import { pauses } from './pauses.ts';
import { type FoundPoint, nearestOnScreen } from './point-search.ts';

const UNPAINTED_SIZE_PX = 6;
const SIZE_PX = 8;
const SELECTED_SIZE_PX = 18;
const REACH_PX = 8;

export class DotLayer {
  readonly gpuBytes: number;
  private readonly texels: FeatureTexels;
  private readonly models: ChunkModels;
  private loaded = false;
  private selected = -1;
  private scale = 1;
  private opacity = 1;
  visible = true;
  side: 'both' | 'left' | 'right' = 'both';

  constructor(
    readonly geometry: LayerGeometry,
    private readonly scene: Scene,
    private readonly frame: Matrix4,
    private base: Rgba,
    private tones: RoomTones,
  ) {
    const packed = (geometry.chunks ?? []).map(({ mesh }) => mesh).filter(({ positions }) => positions.length > 0);
    this.texels = new FeatureTexels(geometry.featureIds.length);
    this.gpuBytes = packed.reduce((sum, { glb }) => sum + glb.length, this.texels.bytes);
    this.models = new ChunkModels({
      primitives: scene.primitives,
      packed,
      frame,
      shader: this.makeShader(),
      closed: false,
      visible: true,
      split: SplitDirection.NONE,
    });
  }

  async load(): Promise<void> {
    await this.models.load(pauses());
    this.loaded = true;
  }

  get ready(): boolean {
    return this.loaded && this.models.ready;
  }

  setColours(update: ColourUpdate): void {
    this.texels.set(update);
  }

  setHidden(features: Uint32Array): void {
    this.texels.hide(features);
  }

  flush(): void {
    const texture = this.texels.changedTexture();
    if (texture !== null) this.models.shader.setUniform('u_colours', texture);
  }

  setBase(base: Rgba): void {
    this.base = base;
    this.models.shader.setUniform('u_base', this.baseVector());
  }

  setTones(tones: RoomTones): void {
    this.tones = tones;
    this.models.shader.setUniform('u_accent', tones.accent);
  }

  setSelected(feature: number): void {
    this.selected = feature;
    this.models.shader.setUniform('u_selected', feature);
  }

  /** Presenter mode draws everything larger. */
  setScale(scale: number): void {
    this.scale = scale;
    this.models.shader.setUniform('u_sizes', this.sizes());
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.models.setVisible(visible);
  }

  setOpacity(opacity: number): void {
    const crosses = opacity < 1 !== this.opacity < 1;
    this.opacity = opacity;
    if (crosses) this.models.shader = this.makeShader();
    else this.models.shader.setUniform('u_opacity', opacity);
  }

  setSide(side: 'both' | 'left' | 'right', splitOn: boolean): void {
    this.side = side;
    this.models.setSplit(
      !splitOn || side === 'both' ? SplitDirection.NONE : side === 'left' ? SplitDirection.LEFT : SplitDirection.RIGHT,
    );
  }

  /** The point nearest to a place of the canvas, within reach of a fingertip's middle; null for none. */
  nearest(x: number, y: number): FoundPoint | null {
    let best: FoundPoint | null = null;
    let reach = REACH_PX * this.scale;
    for (const { mesh } of this.geometry.chunks ?? []) {
      const found = nearestOnScreen(this.scene, this.frame, mesh.positions, x, y, reach, (point) =>
        this.isDrawn(mesh.featureOfVertex[point]!),
      );
      if (found === null) continue;
      reach = found.distancePx;
      const local = Cartesian3.fromArray(mesh.positions as unknown as number[], found.point * 3);
      const position = Matrix4.multiplyByPoint(this.frame, local, local);
      best = { feature: mesh.featureOfVertex[found.point]!, position };
    }
    return best;
  }

  destroy(): void {
    this.models.destroy();
  }

  private isDrawn(feature: number): boolean {
    return !this.texels.isHidden(feature) && (this.base[3] > 0 || this.texels.isPainted(feature));
  }

  private baseVector(): Cartesian4 {
    const [red, green, blue, alpha] = this.base;
    return new Cartesian4(red / 255, green / 255, blue / 255, alpha / 255);
  }

  private sizes(): Cartesian3 {
    const sizes = new Cartesian3(UNPAINTED_SIZE_PX, SIZE_PX, SELECTED_SIZE_PX);
    return Cartesian3.multiplyByScalar(sizes, this.scale, sizes);
  }

  private makeShader() {
    return dotShader({
      base: this.baseVector(),
      columns: TEXEL_COLUMNS,
      rows: this.texels.rows,
      colours: this.texels.texture(),
      sizes: this.sizes(),
      accent: this.tones.accent,
      selected: this.selected,
      opacity: this.opacity,
    });
  }
}
