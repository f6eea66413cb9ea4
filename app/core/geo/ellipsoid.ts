/** The Earth's figure: WGS84 and GRS80 (ETRS89) share it to a tenth of a millimetre. */

/** Semi-major axis, m. */
export const SEMI_MAJOR_M = 6_378_137;
/** Flattening of WGS84. */
export const FLATTENING = 1 / 298.257223563;
/** First eccentricity squared. */
export const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
/** Mean radius (2a + b) / 3, m; the sphere that spherical measures use. */
export const MEAN_RADIUS_M = 6_371_008.8;
export const RADIANS_PER_DEGREE = Math.PI / 180;
