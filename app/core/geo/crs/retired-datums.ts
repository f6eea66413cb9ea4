/**
 * Datums that their countries have replaced by law or decree. EPSG does not withdraw such systems, but a city that still has
 * files in them should know. Systems that stay official beside a newer one (RD, OSGB36, S-JTSK, Belgian Lambert 72, MGI in
 * Austria, Stereo 70) are not here.
 */
const RETIRED_GEOGRAPHIC: ReadonlySet<number> = new Set([
  4275, // NTF: RGF93 since the decree of 26 December 2000
  4807, // NTF on the Paris meridian
  4230, // ED50: ETRS89 (Spain by Royal Decree 1071/2007)
  4314, // DHDN: ETRS89/UTM by the German states
  4745, // RD/83
  4746, // PD/83
  4178, // Pulkovo 1942(83)
  4274, // Datum 73: ETRS89 / PT-TM06
  4207, // Lisbon 1937
  4803, // Lisbon 1937 on the Lisbon meridian
  4149, // CH1903: CH1903+ since the end of 2016
  4265, // Monte Mario: RDN (decree of 10 November 2011)
  4806, // Monte Mario on the Rome meridian
  4123, // KKJ: EUREF-FIN
  4124, // RT90: SWEREF 99
  4308, // RT38
  4273, // NGO 1948: EUREF89
  4817, // NGO 1948 on the Oslo meridian
  4284, // Pulkovo 1942
  4659, // ISN93: ISN2004 and ISN2016
  4658, // Hjorsey 1955
  4299, // TM65
  4300, // TM75: ITM
  4215, // Belge 1950
]);

/** Systems on a living datum that were replaced themselves. */
const RETIRED_SYSTEMS: ReadonlySet<number> = new Set([
  3912, // Slovenia D48/GK: D96/TM
]);

export function isRetired(geographic: number, number: number): boolean {
  return RETIRED_GEOGRAPHIC.has(geographic) || RETIRED_SYSTEMS.has(number);
}
