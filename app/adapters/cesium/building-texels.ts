/**
 * Texels of a layer whose roofs have numbers of their own: those of feature i at i + the number of features. A roof wears
 * its building's colour; where data says none, a quiet tone of its own, so that roofs and walls can be told apart.
 */
import type { ColourUpdate } from '../../core/twins/scene-renderer.ts';
import { FeatureTexels } from './feature-texels.ts';

/** A colour's bytes, sRGB. */
export type RoofTone = readonly [red: number, green: number, blue: number];

/** How far the tone covers the card: it still takes light as card does. */
const TONE_ALPHA = 150;

export class BuildingTexels extends FeatureTexels {
  private readonly isToned: Uint8Array;
  private selected = -1;

  constructor(
    private readonly features: number,
    private tone: RoofTone,
    private accent: RoofTone,
  ) {
    super(features * 2);
    this.isToned = new Uint8Array(features).fill(1);
    this.writeTones();
  }

  override set(update: ColourUpdate): void {
    super.set(update);
    const { rgba } = update;
    update.features.forEach((feature, i) => {
      const painted = rgba[i * 4 + 3]! > 0;
      this.isToned[feature] = painted ? 0 : 1;
      this.writeRoof(feature);
    });
  }

  override hide(features: Uint32Array): void {
    const both = new Uint32Array(features.length * 2);
    both.set(features);
    for (let i = 0; i < features.length; i++) both[features.length + i] = features[i]! + this.features;
    super.hide(both);
  }

  /** -1 for none. */
  select(feature: number): void {
    const former = this.selected;
    this.selected = feature;
    if (former >= 0) this.writeRoof(former);
    if (feature >= 0) this.writeRoof(feature);
  }

  setTones(tone: RoofTone, accent: RoofTone): void {
    this.tone = tone;
    this.accent = accent;
    this.writeTones();
  }

  private writeTones(): void {
    for (let feature = 0; feature < this.features; feature++) this.writeRoof(feature);
  }

  private writeRoof(feature: number): void {
    const { colours } = this;
    const to = (feature + this.features) * 4;
    if (feature === this.selected) colours.set([...this.accent, 255], to);
    else if (this.isToned[feature] === 1) colours.set([...this.tone, TONE_ALPHA], to);
    else colours.set(colours.subarray(feature * 4, feature * 4 + 4), to);
    this.changed = true;
  }
}
