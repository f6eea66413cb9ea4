/** A large point layer: dots in chunks, one draw call each, no object per point. */
import { Cartesian3, Cartesian4, Matrix4, type Scene, SplitDirection, type TextureUniform } from 'cesium';
import type { ColourUpdate, FeatureLabels, LayerGeometry, Rgba } from '../../core/twins/scene-renderer.ts';
import { ChunkModels } from './chunk-models.ts';
import { DIAMETER_STEP_PX, diameterTexture, dotShader } from './dot-shader.ts';
import { FeatureTexels, TEXEL_COLUMNS } from './feature-texels.ts';
import type { RoomTones } from './palette.ts';
import { pauses } from './pauses.ts';
import { chunkLabels } from './placed-labels.ts';
import { type FoundPoint, nearestOnScreen } from './point-search.ts';
import type { PlacedLabels } from './scene-labels.ts';

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
  /** Diameters a person chose, in steps, one a texel; null as usual. */
  private diameters: Uint8Array | null = null;
  private largestPx = SIZE_PX;
  private placedLabels: PlacedLabels | null = null;
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

  /** Pixels; null as usual. */
  setSizes(sizes: number | Float32Array | null): void {
    this.diameters = null;
    this.largestPx = SIZE_PX;
    if (sizes !== null) {
      const texels = new Uint8Array(this.texels.rows * TEXEL_COLUMNS);
      for (let feature = 0; feature < this.geometry.featureIds.length; feature++) {
        const px = typeof sizes === 'number' ? sizes : sizes[feature]!;
        texels[feature] = Math.max(1, Math.min(255, Math.round(px / DIAMETER_STEP_PX)));
        this.largestPx = Math.max(this.largestPx, px);
      }
      this.diameters = texels;
    }
    this.models.shader.setUniform('u_diameters', this.diameterTexture());
  }

  setLabels(labels: FeatureLabels | null): void {
    this.placedLabels =
      labels === null ? null : chunkLabels(this.geometry, this.frame, labels, Math.min(this.largestPx, 16) / 2);
  }

  labels(): PlacedLabels | null {
    return this.placedLabels;
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
    let reach = Math.max(REACH_PX, this.largestPx / 2) * this.scale;
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

  private sizes(): Cartesian4 {
    const { scale } = this;
    return new Cartesian4(UNPAINTED_SIZE_PX * scale, SIZE_PX * scale, SELECTED_SIZE_PX * scale, scale);
  }

  private diameterTexture(): TextureUniform {
    const { diameters, texels } = this;
    return diameters === null
      ? diameterTexture(new Uint8Array(TEXEL_COLUMNS * texels.rows), TEXEL_COLUMNS, texels.rows)
      : diameterTexture(diameters, TEXEL_COLUMNS, texels.rows);
  }

  private makeShader() {
    return dotShader({
      base: this.baseVector(),
      columns: TEXEL_COLUMNS,
      rows: this.texels.rows,
      colours: this.texels.texture(),
      sizes: this.sizes(),
      diameters: this.diameterTexture(),
      accent: this.tones.accent,
      selected: this.selected,
      opacity: this.opacity,
    });
  }
}
