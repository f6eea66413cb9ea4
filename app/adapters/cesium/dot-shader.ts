/**
 * How a large point layer is drawn: a dot per point, tinted by its feature's texel, larger where data covers it. Dots
 * keep their size on the screen and, like the signs of small layers, are hidden by no building.
 */
import {
  Cartesian2,
  type Cartesian3,
  type Cartesian4,
  CustomShader,
  CustomShaderTranslucencyMode,
  LightingModel,
  PixelFormat,
  TextureMagnificationFilter,
  TextureMinificationFilter,
  TextureUniform,
  UniformType,
  VaryingType,
} from 'cesium';

const VERTEX = `
vec3 toLinear(vec3 colour) { return pow(colour, vec3(2.2)); }
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  int feature = vsInput.featureIds.featureId_0;
  int columns = int(u_coloursSize.x);
  vec4 data = texelFetch(u_colours, ivec2(feature % columns, feature / columns), 0);
  bool hidden = data.a == 0.0 && data.r > 0.5;
  v_colour = vec4(mix(toLinear(u_base.rgb), toLinear(data.rgb), data.a), hidden ? 0.0 : max(u_base.a, data.a));
  v_selected = float(feature) == u_selected ? 1.0 : 0.0;
  float own = texelFetch(u_diameters, ivec2(feature % columns, feature / columns), 0).r * 255.0 * DIAMETER_STEP_PX * u_sizes.w;
  float usual = mix(u_sizes.x, u_sizes.y, step(0.5, data.a));
  float size = own > 0.0 ? own : usual;
  if (v_selected > 0.5) size = max(u_sizes.z, size);
  vsOutput.pointSize = v_colour.a < 0.01 ? 0.0 : size * czm_pixelRatio;
  // Drawn a tenth of the way from the eye: the same place of the picture, before whatever stands in between.
  vec3 eye = (czm_inverseModelView * vec4(0.0, 0.0, 0.0, 1.0)).xyz;
  vsOutput.positionMC = mix(eye, vsInput.attributes.positionMC, 0.1);
}
`;

const FRAGMENT = `
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  float radius = length(gl_PointCoord * 2.0 - 1.0);
  if (v_colour.a < 0.01 || radius > 1.0) discard;
  vec3 outline = mix(vec3(0.011, 0.014, 0.019), u_accent, v_selected);
  material.diffuse = radius > mix(0.76, 0.6, v_selected) ? outline : v_colour.rgb;
  material.alpha = v_colour.a * u_opacity;
}
`;

/** A diameter is kept in a byte, in steps of this. */
export const DIAMETER_STEP_PX = 0.2;

/** One byte a feature: its diameter in steps; 0 as usual. */
export function diameterTexture(steps: Uint8Array, columns: number, rows: number): TextureUniform {
  return new TextureUniform({
    typedArray: steps,
    width: columns,
    height: rows,
    pixelFormat: PixelFormat.RED,
    repeat: false,
    minificationFilter: TextureMinificationFilter.NEAREST,
    magnificationFilter: TextureMagnificationFilter.NEAREST,
  });
}

export interface DotOptions {
  /** sRGB 0–1 and alpha; alpha 0 leaves unpainted points away. */
  readonly base: Cartesian4;
  readonly columns: number;
  readonly rows: number;
  readonly colours: TextureUniform;
  /** Diameters in CSS pixels: unpainted, painted, selected; and by how much everything is larger. */
  readonly sizes: Cartesian4;
  readonly diameters: TextureUniform;
  readonly accent: Cartesian3;
  readonly selected: number;
  readonly opacity: number;
}

export function dotShader(options: DotOptions): CustomShader {
  return new CustomShader({
    lightingModel: LightingModel.UNLIT,
    translucencyMode:
      options.opacity < 1 ? CustomShaderTranslucencyMode.TRANSLUCENT : CustomShaderTranslucencyMode.OPAQUE,
    uniforms: {
      u_colours: { type: UniformType.SAMPLER_2D, value: options.colours },
      u_coloursSize: { type: UniformType.VEC2, value: new Cartesian2(options.columns, options.rows) },
      u_base: { type: UniformType.VEC4, value: options.base },
      u_sizes: { type: UniformType.VEC4, value: options.sizes },
      u_diameters: { type: UniformType.SAMPLER_2D, value: options.diameters },
      u_selected: { type: UniformType.FLOAT, value: options.selected },
      u_accent: { type: UniformType.VEC3, value: options.accent },
      u_opacity: { type: UniformType.FLOAT, value: options.opacity },
    },
    varyings: { v_colour: VaryingType.VEC4, v_selected: VaryingType.FLOAT },
    vertexShaderText: VERTEX.replace('DIAMETER_STEP_PX', DIAMETER_STEP_PX.toFixed(2)),
    fragmentShaderText: FRAGMENT,
  });
}
