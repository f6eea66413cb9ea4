import { Cartesian2, ImageBasedLighting } from 'cesium';

/**
 * The card of the model is shaded by its own shader, so light from an environment map would only cost: merely asking
 * for it makes Cesium integrate a reflectance table, 9 s of the first frame where a processor draws (SwiftShader).
 */
class NoImageLight extends ImageBasedLighting {
  /** Cesium calls this once a frame; its own would integrate the table. */
  update(): void {}

  get shouldRegenerateShaders(): boolean {
    return false;
  }
}

/** One for all models, so that no model makes its own. */
export const noImageLight: ImageBasedLighting = new NoImageLight();
noImageLight.imageBasedLightingFactor = Cartesian2.ZERO;
