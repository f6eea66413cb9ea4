/**
 * The models of one layer's chunks, one draw call each, with one shader between them: what holds for the layer is set
 * once, and the driver compiles one program. Cesium leaves away the chunks that lie outside the picture.
 */
import {
  Axis,
  type CustomShader,
  type Matrix4,
  Model,
  type PrimitiveCollection,
  Resource,
  ShadowMode,
  type SplitDirection,
} from 'cesium';
import type { PackedMesh } from '../../core/geo/packed-mesh.ts';
import { noImageLight } from './no-image-light.ts';

let modelNumber = 0;

async function loadModel(glb: Uint8Array, frame: Matrix4, shader: CustomShader, closed: boolean): Promise<Model> {
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
    // Of closed bodies only the faces towards the camera are seen; sheets are seen from either side.
    backFaceCulling: closed,
    environmentMapOptions: { enabled: false },
    imageBasedLighting: noImageLight,
  });
}

interface Slot {
  readonly packed: PackedMesh;
  model: Model | null;
  loading: boolean;
  /** Could not be read, and is not tried again. */
  failed: boolean;
  wanted: boolean;
}

export interface ChunkModelsOptions {
  readonly primitives: PrimitiveCollection;
  readonly packed: readonly PackedMesh[];
  readonly frame: Matrix4;
  readonly shader: CustomShader;
  /** Closed bodies: their far sides are not drawn. */
  readonly closed: boolean;
  readonly visible: boolean;
  readonly split: SplitDirection;
}

export class ChunkModels {
  private readonly slots: readonly Slot[];
  private frame: Matrix4;
  private shown: CustomShader;
  private visible: boolean;
  private split: SplitDirection;
  private destroyed = false;

  constructor(private readonly options: ChunkModelsOptions) {
    this.slots = options.packed.map((packed) => ({ packed, model: null, loading: false, failed: false, wanted: true }));
    this.frame = options.frame;
    this.shown = options.shader;
    this.visible = options.visible;
    this.split = options.split;
  }

  get shader(): CustomShader {
    return this.shown;
  }

  /** A translucent model is drawn in another pass and so needs another shader; the former one is destroyed. */
  set shader(shader: CustomShader) {
    const former = this.shown;
    this.shown = shader;
    for (const { model } of this.slots) if (model !== null) model.customShader = shader;
    former.destroy();
  }

  /** True once everything that is to be seen, and could be read, can be drawn. */
  get ready(): boolean {
    return this.slots.every(
      ({ model, wanted, failed }) =>
        !wanted || failed || !this.visible || (model !== null && (model.ready || !model.show)),
    );
  }

  /** Says of one chunk whether it is to be seen; the bytes of one that never is stay off the graphics card. */
  want(chunk: number, wanted: boolean): void {
    const slot = this.slots[chunk]!;
    if (slot.wanted === wanted) return;
    slot.wanted = wanted;
    this.showSlot(slot);
  }

  /**
   * Reads the models of all wanted chunks, pausing between them, and puts them into the scene together; how many. Rejects
   * where one cannot be read: the others come with the next call, that one no more.
   */
  async load(pause: () => Promise<void>): Promise<number> {
    const due = this.slots.filter((slot) => slot.wanted && slot.model === null && !slot.loading && !slot.failed);
    if (due.length === 0) return 0;
    for (const slot of due) slot.loading = true;
    const models: Model[] = [];
    try {
      for (const slot of due) {
        models.push(await this.read(slot));
        if (this.destroyed) break;
        await pause();
      }
    } finally {
      // The layer, or the whole scene, ended while its models were being read, or one of them failed.
      if (this.destroyed || models.length < due.length) for (const model of models) model.destroy();
      for (const slot of due) slot.loading = false;
    }
    if (this.destroyed) return 0;
    due.forEach((slot, index) => {
      const model = models[index]!;
      slot.model = model;
      model.modelMatrix = this.frame;
      model.splitDirection = this.split;
      if (model.customShader !== this.shown) model.customShader = this.shown;
      this.showSlot(slot);
      this.options.primitives.add(model);
    });
    return due.length;
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    for (const slot of this.slots) this.showSlot(slot);
  }

  setFrame(frame: Matrix4): void {
    this.frame = frame;
    for (const { model } of this.slots) if (model !== null) model.modelMatrix = frame;
  }

  setSplit(split: SplitDirection): void {
    this.split = split;
    for (const { model } of this.slots) if (model !== null) model.splitDirection = split;
  }

  destroy(): void {
    this.destroyed = true;
    for (const slot of this.slots) {
      if (slot.model !== null) this.options.primitives.remove(slot.model);
      slot.model = null;
    }
    this.shown.destroy();
  }

  private async read(slot: Slot): Promise<Model> {
    try {
      return await loadModel(slot.packed.glb, this.frame, this.shown, this.options.closed);
    } catch (error) {
      slot.failed = true;
      throw error;
    }
  }

  private showSlot({ model, wanted }: Slot): void {
    if (model !== null) model.show = this.visible && wanted;
  }
}
