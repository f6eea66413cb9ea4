/**
 * Yearly mean NO2 from yearly mean NOx, where no hour-by-hour chemistry is run.
 *
 * Romberg   NO2 = NOx · (103/(NOx + 130) + 0.005)
 * Bächlin   NO2 = NOx · (29/(NOx + 35) + 0.217)
 * µg/m³, NOx counted as NO2. Fitted to German stations, valid for about 10–400 µg/m³ of NOx; they assume a fleet's
 * primary NO2 and an ozone level of their time, and differ by up to a fifth: show both where it matters.
 *
 * Source: E. Romberg et al., Gefahrstoffe – Reinhaltung der Luft 56 (1996) 215–218; W. Bächlin et al. (2008).
 */
export function rombergNo2UgM3(noxUgM3: number): number {
  return noxUgM3 * (103 / (noxUgM3 + 130) + 0.005);
}

export function baechlinNo2UgM3(noxUgM3: number): number {
  return noxUgM3 * (29 / (noxUgM3 + 35) + 0.217);
}
