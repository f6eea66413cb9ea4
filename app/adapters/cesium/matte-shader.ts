/**
 * The look of the scale model, in one shader shared by every mesh (so that the graphics driver compiles it once):
 * matte card under a soft sky and a low sun. A feature's colour comes from one texel of a small texture; its alpha says
 * how far the data covers the card.
 *
 * All light is given in the local frame (east, north, up), and is scaled so that open ground keeps its own tone at any
 * hour: faces differ by their angle to the sun, the sheet they stand on does not flicker.
 *
 * A texel of alpha HATCHED_ALPHA is hatched: dark stripes over its colour, drawn on the screen and not on the walls, so that they
 * are as wide on a far street as on a near one and lie in one direction over the whole picture.
 */
import {
  Cartesian2,
  type Cartesian3,
  Cartesian4,
  CustomShader,
  CustomShaderTranslucencyMode,
  LightingModel,
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
  vec3 card = toLinear(u_base.rgb);
  // Exact in a byte: 254 of 255 is hatched.
  float hatched = data.a > 0.994 && data.a < 0.998 ? 1.0 : 0.0;
  float painted = max(data.a, hatched);
  v_colour = vec4(mix(card, toLinear(data.rgb), painted), max(u_base.a, painted));
  v_painted = painted;
  v_hatched = hatched;
  v_selected = float(feature) == u_selected ? 1.0 : 0.0;
  v_normal = vsInput.attributes.normalMC;
  v_place = vsInput.attributes.positionMC;
  vsOutput.positionMC = vsInput.attributes.positionMC + vsInput.attributes.normalMC * u_swell;
  // White without alpha: hidden. All corners of what is left away fall into one place, so no fragment is made of it.
  if (data.a == 0.0 && data.r > 0.5) v_colour.a = 0.0;
  if (v_colour.a < 0.01) vsOutput.positionMC = vec3(0.0);
}
`;

/** Edge lines have faded at this distance, and are not drawn beyond it. */
export const EDGE_REACH_M = 4_500;

/** From one stripe to the next along a row of CSS pixels, and how much of the light a stripe takes (linear). */
const HATCH_STEP_PX = 9;
const HATCH_DARKNESS = 0.82;

const FRAGMENT = `
float luminance(vec3 colour) { return dot(colour, vec3(0.2126, 0.7152, 0.0722)); }
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  if (v_colour.a < 0.01) discard;
  vec3 normal = normalize(v_normal);
  float facing = max(dot(normal, u_sunDirection), 0.0);

  // The relief is looked up a step in front of a wall, not in the cells of the wall's own building.
  vec3 place = vec3(v_place.xy + normal.xy * u_across.w * 1.6, 1.0);
  vec2 at = vec2(dot(u_axes.xyz, place), dot(u_across.xyz, place));
  vec2 inside = step(vec2(0.0), at) * step(at, vec2(1.0));
  float known = inside.x * inside.y * u_relief;
  float around = texture(u_crowding, at).r * u_axes.w;
  float shadow = texture(u_shadow, at).r * u_axes.w;
  float shaded = smoothstep(0.15, 0.95, shadow - v_place.z) * known * u_shadows;
  // Built-up surroundings take away sky: courtyards, street edges and the feet of walls darken softly.
  float open = 1.0 - 0.42 * smoothstep(0.0, 16.0, around - v_place.z) * known;

  float sky = 0.66 + 0.34 * normal.z;
  vec3 light = u_sky * sky * open + u_sun * facing * (1.0 - shaded) * mix(1.0, open, 0.5);
  // Data keeps its own tone: painted faces are modelled more softly than bare card, those facing up most of all.
  vec3 shade = mix(light, mix(vec3(1.0), light, mix(0.7, 0.4, max(normal.z, 0.0))), v_painted);
  shade = min(shade, vec3(1.12));
  // Nor does a low sun or the night tint it: of light on data only the brightness counts, or a legend's colour could not be found.
  shade = mix(shade, vec3(luminance(shade)), v_painted);
  vec3 colour = v_colour.rgb * mix(vec3(1.0), shade, u_shaded);
  // Lines lie as closely as pixels when seen from afar: there they step back, or the card would turn grey.
  float away = -fsInput.attributes.positionEC.z;
  float near = 1.0 - 0.8 * smoothstep(500.0, 2600.0, away) - 0.2 * smoothstep(2600.0, EDGE_REACH_M, away);
  colour *= mix(vec3(1.0), u_edge, (1.0 - u_shaded) * near);
  // At night the card dims and the data keeps most of its strength, so that it still reads against the legend.
  colour *= mix(u_tone, vec3(mix(luminance(u_tone), 1.0, 0.7)), v_painted);
  if (v_hatched > 0.5 && u_shaded > 0.5) {
    float across = fract((gl_FragCoord.x + gl_FragCoord.y) / (HATCH_STEP_PX * czm_pixelRatio));
    float stripe = smoothstep(0.0, 0.12, across) * (1.0 - smoothstep(0.38, 0.5, across));
    colour *= 1.0 - HATCH_DARKNESS * stripe;
  }
  colour = mix(colour, u_accent * mix(0.85, 1.0, facing), v_selected * 0.85);
  material.diffuse = colour;
  material.alpha = v_colour.a * u_opacity;
}
`;

export interface MatteLight {
  /** Towards the light, local east, north, up. */
  readonly direction: Cartesian3;
  readonly sun: Cartesian3;
  readonly sky: Cartesian3;
  /** Strength of all light on bare card: white by day, a dim blue by night. */
  readonly tone: Cartesian3;
}

/** Shadow and crowding of a site from above (core/twins/relief.ts), and where they lie. */
export interface ReliefPictures {
  readonly crowding: TextureUniform;
  /** Null while shadows are off. */
  readonly shadow: TextureUniform | null;
  /** Local metres (x, y, 1) to the pictures' horizontal axis; w: metres at full scale. */
  readonly axes: Cartesian4;
  /** The same for the vertical axis; w: metres per cell. */
  readonly across: Cartesian4;
}

const nothing = (): TextureUniform => colourTexture(new Uint8Array(4), 1, 1);

export function setRelief(shader: CustomShader, pictures: ReliefPictures | null): void {
  shader.setUniform('u_relief', pictures === null ? 0 : 1);
  shader.setUniform('u_shadows', pictures === null || pictures.shadow === null ? 0 : 1);
  if (pictures === null) return;
  shader.setUniform('u_crowding', pictures.crowding);
  if (pictures.shadow !== null) shader.setUniform('u_shadow', pictures.shadow);
  shader.setUniform('u_axes', pictures.axes);
  shader.setUniform('u_across', pictures.across);
}

export interface MatteOptions {
  /** sRGB 0–1 and alpha; alpha 0 leaves unpainted features away. */
  readonly base: Cartesian4;
  readonly columns: number;
  readonly rows: number;
  readonly accent: Cartesian3;
  readonly light: MatteLight;
  /** 0 for edge lines, which are a darker tone of their face and take no light. */
  readonly shaded: number;
  /** Metres by which vertices move out along their normal; lifts edge lines off their faces. */
  readonly swell: number;
  readonly edge: Cartesian3;
}

export function colourTexture(colours: Uint8Array, columns: number, rows: number): TextureUniform {
  return new TextureUniform({
    typedArray: colours,
    width: columns,
    height: rows,
    repeat: false,
    minificationFilter: TextureMinificationFilter.NEAREST,
    magnificationFilter: TextureMagnificationFilter.NEAREST,
  });
}

export function matteShader(options: MatteOptions, translucent: boolean): CustomShader {
  return new CustomShader({
    lightingModel: LightingModel.UNLIT,
    translucencyMode: translucent ? CustomShaderTranslucencyMode.TRANSLUCENT : CustomShaderTranslucencyMode.OPAQUE,
    uniforms: {
      u_colours: { type: UniformType.SAMPLER_2D, value: nothing() },
      u_coloursSize: { type: UniformType.VEC2, value: new Cartesian2(options.columns, options.rows) },
      u_base: { type: UniformType.VEC4, value: options.base },
      u_selected: { type: UniformType.FLOAT, value: -1 },
      u_accent: { type: UniformType.VEC3, value: options.accent },
      u_sunDirection: { type: UniformType.VEC3, value: options.light.direction },
      u_sun: { type: UniformType.VEC3, value: options.light.sun },
      u_sky: { type: UniformType.VEC3, value: options.light.sky },
      u_tone: { type: UniformType.VEC3, value: options.light.tone },
      u_relief: { type: UniformType.FLOAT, value: 0 },
      u_shadows: { type: UniformType.FLOAT, value: 0 },
      u_crowding: { type: UniformType.SAMPLER_2D, value: nothing() },
      u_shadow: { type: UniformType.SAMPLER_2D, value: nothing() },
      u_axes: { type: UniformType.VEC4, value: new Cartesian4() },
      u_across: { type: UniformType.VEC4, value: new Cartesian4() },
      u_shaded: { type: UniformType.FLOAT, value: options.shaded },
      u_swell: { type: UniformType.FLOAT, value: options.swell },
      u_edge: { type: UniformType.VEC3, value: options.edge },
      u_opacity: { type: UniformType.FLOAT, value: 1 },
    },
    varyings: {
      v_colour: VaryingType.VEC4,
      v_painted: VaryingType.FLOAT,
      v_hatched: VaryingType.FLOAT,
      v_selected: VaryingType.FLOAT,
      v_normal: VaryingType.VEC3,
      v_place: VaryingType.VEC3,
    },
    vertexShaderText: VERTEX,
    fragmentShaderText: FRAGMENT.replace('EDGE_REACH_M', EDGE_REACH_M.toFixed(1))
      .replace('HATCH_STEP_PX', HATCH_STEP_PX.toFixed(1))
      .replace('HATCH_DARKNESS', HATCH_DARKNESS.toFixed(2)),
  });
}
