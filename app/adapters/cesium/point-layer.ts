/** Sensors and other points: small signs that stay visible over buildings, tinted by their value. */
import {
  type Billboard,
  BillboardCollection,
  Cartesian2,
  Cartesian3,
  Color,
  type PrimitiveCollection,
  type Scene,
  SceneTransforms,
  SplitDirection,
} from 'cesium';
import { type Glyph, isGlyph } from '../../core/twins/glyphs.ts';
import type { ColourUpdate, FeatureLabels, LayerGeometry, Rgba } from '../../core/twins/scene-renderer.ts';
import { glyphImage, ringImage } from './glyph-images.ts';
import type { RoomTones } from './palette.ts';
import type { FoundPoint } from './point-search.ts';
import type { PlacedLabels } from './scene-labels.ts';

const SIZE_PX = 15;
const UNPAINTED_SIZE_PX = 10;
const SELECTED_SIZE_PX = 20;
const RING_SIZE_PX = 32;
const REACH_PX = 12;

export class PointLayer {
  readonly gpuBytes: number;
  private readonly collection: BillboardCollection;
  private readonly billboards: Billboard[] = [];
  /** Null for a feature without a place, which has no sign to see, pick or choose. */
  private readonly positions: (Cartesian3 | null)[] = [];
  private readonly painted: Uint8Array;
  private readonly ring: Billboard;
  private selected = -1;
  private scale = 1;
  private opacity = 1;
  private sizes: number | Float32Array | null = null;
  private placedLabels: PlacedLabels | null = null;
  visible = true;
  side: 'both' | 'left' | 'right' = 'both';

  constructor(
    readonly geometry: LayerGeometry,
    private readonly scene: Scene,
    private readonly primitives: PrimitiveCollection,
    private base: Rgba,
    private tones: RoomTones,
  ) {
    this.collection = new BillboardCollection({ scene });
    const points = geometry.points ?? new Float64Array(0);
    this.painted = new Uint8Array(geometry.featureIds.length);
    this.gpuBytes = geometry.featureIds.length * 100;
    const images = new Map<Glyph, HTMLCanvasElement>();
    this.ring = this.collection.add({
      show: false,
      position: Cartesian3.ZERO,
      width: RING_SIZE_PX,
      height: RING_SIZE_PX,
      disableDepthTestDistance: Number.POSITIVE_INFINITY,
    });
    this.ring.setImage('maqueta-ring', ringImage());
    for (let i = 0; i < geometry.featureIds.length; i++) {
      const named = geometry.glyphs?.[i] ?? 'disc';
      const glyph = isGlyph(named) ? named : 'disc';
      const image = images.get(glyph) ?? glyphImage(glyph);
      images.set(glyph, image);
      const [lon, lat, height] = [points[i * 3]!, points[i * 3 + 1]!, points[i * 3 + 2]!];
      const position = Number.isNaN(lon) ? null : Cartesian3.fromDegrees(lon, lat, height);
      this.positions.push(position);
      const billboard = this.collection.add({
        show: position !== null,
        position: position ?? Cartesian3.ZERO,
        width: UNPAINTED_SIZE_PX,
        height: UNPAINTED_SIZE_PX,
        color: this.baseColour(),
        disableDepthTestDistance: Number.POSITIVE_INFINITY,
      });
      billboard.setImage(`maqueta-${glyph}`, image);
      this.billboards.push(billboard);
    }
    primitives.add(this.collection);
  }

  /** Signs reach the graphics card a frame or two after they were handed over. */
  get ready(): boolean {
    return !this.visible || this.billboards.every((billboard) => billboard.ready || !billboard.show);
  }

  setColours(update: ColourUpdate): void {
    for (let i = 0; i < update.features.length; i++) {
      const feature = update.features[i]!;
      const billboard = this.billboards[feature];
      if (billboard === undefined) continue;
      const [red, green, blue, alpha] = update.rgba.subarray(i * 4, i * 4 + 4);
      this.painted[feature] = alpha! > 0 ? 1 : 0;
      const colour = alpha! > 0 ? Color.fromBytes(red, green, blue, 255) : this.baseColour();
      billboard.color = colour.withAlpha(this.opacity);
      this.resize(feature);
    }
  }

  /** Pixels; null as usual. */
  setSizes(sizes: number | Float32Array | null): void {
    this.sizes = sizes;
    for (let feature = 0; feature < this.billboards.length; feature++) this.resize(feature);
  }

  setLabels(labels: FeatureLabels | null): void {
    if (labels === null) {
      this.placedLabels = null;
      return;
    }
    const positions = new Float64Array(labels.features.length * 3).fill(Number.NaN);
    labels.features.forEach((feature, index) => {
      const place = this.positions[feature];
      if (place != null) positions.set([place.x, place.y, place.z], index * 3);
    });
    this.placedLabels = { texts: labels.texts, positions, raisePx: SIZE_PX / 2 };
  }

  labels(): PlacedLabels | null {
    return this.placedLabels;
  }

  setHidden(features: Uint32Array): void {
    this.billboards.forEach((billboard, feature) => {
      billboard.show = this.positions[feature] !== null;
    });
    for (const feature of features) this.billboards[feature]!.show = false;
  }

  flush(): void {}

  setBase(base: Rgba): void {
    this.base = base;
    this.painted.forEach((painted, feature) => {
      if (painted === 0) this.billboards[feature]!.color = this.baseColour().withAlpha(this.opacity);
    });
  }

  setTones(tones: RoomTones): void {
    this.tones = tones;
    this.ring.color = Color.fromCssColorString(tones.accentCss);
  }

  setSelected(feature: number): void {
    const former = this.selected;
    this.selected = feature;
    if (former >= 0) this.resize(former);
    const position = this.positions[feature] ?? null;
    this.ring.show = position !== null;
    if (feature >= 0) this.resize(feature);
    if (position === null) return;
    this.ring.position = position;
    this.ring.color = Color.fromCssColorString(this.tones.accentCss);
  }

  /** Presenter mode draws everything larger. */
  setScale(scale: number): void {
    this.scale = scale;
    for (let feature = 0; feature < this.billboards.length; feature++) this.resize(feature);
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.collection.show = visible;
  }

  setOpacity(opacity: number): void {
    this.opacity = opacity;
    for (const billboard of this.billboards) billboard.color = billboard.color.withAlpha(opacity);
  }

  setSide(side: 'both' | 'left' | 'right', splitOn: boolean): void {
    this.side = side;
    const direction =
      !splitOn || side === 'both' ? SplitDirection.NONE : side === 'left' ? SplitDirection.LEFT : SplitDirection.RIGHT;
    for (const billboard of this.billboards) billboard.splitDirection = direction;
  }

  /** The point nearest to a place of the canvas, within reach of a fingertip's middle; null for none. */
  nearest(x: number, y: number): FoundPoint | null {
    let best: FoundPoint | null = null;
    let least = Number.POSITIVE_INFINITY;
    const place = new Cartesian2();
    for (const [feature, position] of this.positions.entries()) {
      if (position === null || !this.billboards[feature]!.show) continue;
      const found = SceneTransforms.worldToWindowCoordinates(this.scene, position, place);
      if (found === undefined) continue;
      const distance = (found.x - x) ** 2 + (found.y - y) ** 2;
      // A large sign can be met anywhere on it.
      const reach = Math.max(REACH_PX * this.scale, (this.billboards[feature]?.width ?? 0) / 2);
      if (distance < reach ** 2 && distance < least) {
        least = distance;
        best = { feature, position };
      }
    }
    return best;
  }

  destroy(): void {
    this.primitives.remove(this.collection);
  }

  private resize(feature: number): void {
    const painted = this.painted[feature] === 1;
    const usual = painted ? SIZE_PX : UNPAINTED_SIZE_PX;
    const own = typeof this.sizes === 'number' ? this.sizes : (this.sizes?.[feature] ?? usual);
    const size = feature === this.selected ? Math.max(SELECTED_SIZE_PX, own) : own;
    this.billboards[feature]!.width = size * this.scale;
    this.billboards[feature]!.height = size * this.scale;
  }

  private baseColour(): Color {
    const [red, green, blue] = this.base;
    return Color.fromBytes(red, green, blue, 255);
  }
}
