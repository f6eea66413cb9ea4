/**
 * Codes of the French mapping agency (IGNF register 3.1.0) → EPSG. It names most systems twice, as `RGF93LAMB93` and `LAMB93`.
 */
const CODES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    LAMB93: 2154,
    RGF93LAMB93: 2154,
    RGF93G: 4171,
    RGF93GDD: 4171,
    WGS84G: 4326,
    WGS84GDD: 4326,
    ETRS89G: 4258,
    ETRS89GEO: 4258,
    ETRS89LAEA: 3035,
    ETRS89LCC: 3034,
    LAMB1: 27561,
    LAMB2: 27562,
    LAMB3: 27563,
    LAMB4: 27564,
    LAMB1C: 27571,
    LAMB2C: 27572,
    LAMB3C: 27573,
    LAMB4C: 27574,
    LAMBE: 27572,
    LAMB2E: 27572,
    NTFG: 4275,
    NTFP: 4807,
    NTFPGRAD: 4807,
    ED50G: 4230,
    ED50GEO: 4230,
    LUXGAUSSK: 2169,
    LURESGKL: 2169,
    RGAF09UTM20: 5490,
    UTM20W84GUAD: 4559,
    UTM20W84MART: 4559,
    RRAFUTM20: 4559,
    RGFG95UTM21: 3313,
    UTM21RGFG95: 3313,
    RGFG95UTM22: 2972,
    UTM22RGFG95: 2972,
    RGR92UTM40S: 2975,
    RGM04UTM38S: 4471,
    RGSPM06U21: 4467,
  }),
);

/** EPSG's number for an IGNF code, or null. */
export function epsgOfIgnf(code: string): number | null {
  const upper = code.toUpperCase();
  const listed = CODES.get(upper) ?? CODES.get(upper.replace(/^NTF(?=LAMB)/, ''));
  if (listed !== undefined) return listed;
  // The nine zones RGF93 CC42 … CC50, and UTM by datum in either order of the words.
  const conic = /^(?:RGF93)?CC(4[2-9]|50)$/.exec(upper)?.[1];
  if (conic !== undefined) return 3900 + Number(conic);
  const zone = Number(/UTM(\d{2})/.exec(upper)?.[1]);
  if (!(zone >= 26 && zone <= 38) || upper.endsWith('S')) return null;
  if (/^(?:ETRS89UTM\d\d|UTM\d\dETRS89|RGF93UTM\d\d|UTM\d\dRGF93)$/.test(upper)) return 25800 + zone;
  if (/^(?:UTM\d\dW84|WGS84UTM\d\d)$/.test(upper)) return 32600 + zone;
  return /^(?:ED50)?UTM\d\d$/.test(upper) ? 23000 + zone : null;
}
