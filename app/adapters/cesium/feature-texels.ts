/**
 * The colours of a layer's features as the texels of one texture. Alpha says how far data covers the card, with
 * HATCHED_ALPHA for what is covered and hatched; a hidden
 * feature is written as white with no alpha, which no colour is: the shaders leave it away.
 */
import type { TextureUniform } from 'cesium';
import type { ColourUpdate } from '../../core/twins/scene-renderer.ts';
import { colourTexture } from './matte-shader.ts';

export const TEXEL_COLUMNS = 256;

export class FeatureTexels {
  readonly rows: number;
  protected readonly colours: Uint8Array;
  private hidden: Uint8Array | null = null;
  protected changed = false;

  constructor(featureCount: number) {
    this.rows = Math.max(1, Math.ceil(featureCount / TEXEL_COLUMNS));
    this.colours = new Uint8Array(this.rows * TEXEL_COLUMNS * 4);
  }

  get bytes(): number {
    return this.colours.length;
  }

  set({ features, rgba }: ColourUpdate): void {
    const { colours } = this;
    for (let i = 0; i < features.length; i++) {
      const to = features[i]! * 4;
      colours[to] = rgba[i * 4]!;
      colours[to + 1] = rgba[i * 4 + 1]!;
      colours[to + 2] = rgba[i * 4 + 2]!;
      colours[to + 3] = rgba[i * 4 + 3]!;
    }
    this.changed = true;
  }

  /** Takes the place of what was hidden before. */
  hide(features: Uint32Array): void {
    this.hidden = features.length === 0 ? null : new Uint8Array(this.rows * TEXEL_COLUMNS);
    for (const feature of features) this.hidden![feature] = 1;
    this.changed = true;
  }

  isPainted(feature: number): boolean {
    return this.colours[feature * 4 + 3]! > 0;
  }

  isHidden(feature: number): boolean {
    return this.hidden !== null && this.hidden[feature] === 1;
  }

  /** 1 for every hidden feature; null where none is. A new object after every change. */
  get hiddenMask(): Uint8Array | null {
    return this.hidden;
  }

  /** A texture where something changed since the last call, else null. */
  changedTexture(): TextureUniform | null {
    if (!this.changed) return null;
    this.changed = false;
    return this.texture();
  }

  texture(): TextureUniform {
    let texels = this.colours;
    if (this.hidden !== null) {
      texels = this.colours.slice();
      this.hidden.forEach((hidden, feature) => {
        if (hidden === 1) texels.set([255, 255, 255, 0], feature * 4);
      });
    }
    return colourTexture(texels, TEXEL_COLUMNS, this.rows);
  }
}
