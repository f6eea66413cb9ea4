/**
 * NO2 in a street from fresh NOx and the ozone that reaches it: photostationary state with exchange to the roof.
 *
 * In ppb:  n = [NO2]_b + f·ΔNOx;  O = n + [O3]_b;  N = [NOx]_b + ΔNOx;  B = N + O + R + D
 *          [NO2] = ½ (B − √(B² − 4 (N·O + n·D)))
 *          R = J/k;  D = 1/(k·τ);  k = 5.38e-2 · exp(−1430/T) ppb⁻¹ s⁻¹;  J = 0.8e-3 · exp(−10/S) + 7.4e-6 · S  s⁻¹
 * T air temperature K; S global radiation W/m² (J = 0 at night); τ residence time of air in the canyon s; f primary
 * NO2 share of the emitted NOx. Concentrations in µg/m³ at 20 °C, 1013 hPa; NOx counted as NO2.
 * Valid for urban streets, τ about 20–200 s, T 263–313 K. Ozone follows from conserved NO2 + O3, NO from NOx − NO2.
 *
 * Source: O. Hertel, R. Berkowicz, "Modelling NO2 concentrations in a street canyon", DMU Luft A-131 (1989);
 * R. Berkowicz, "OSPM – a parameterised street pollution model", Environ. Monit. Assess. 65 (2000) 323–331.
 */
import { exp } from '../base/portable-math.ts';

/** µg/m³ in one ppb at 20 °C and 1013 hPa, the state in which Europe reports gases. */
export const UG_M3_PER_PPB = { no2: 1.913, no: 1.248, o3: 1.996 } as const;

export interface StreetAir {
  /** Background, µg/m³, NOx counted as NO2. */
  readonly backgroundNoxUgM3: number;
  readonly backgroundNo2UgM3: number;
  readonly backgroundO3UgM3: number;
  /** What the street adds, µg/m³ counted as NO2. */
  readonly addedNoxUgM3: number;
  /** Primary NO2 share of the added NOx, 0–1; urban fleets about 0.15 ± 0.05. */
  readonly primaryNo2Share: number;
  readonly temperatureK: number;
  readonly radiationWM2: number;
  readonly residenceS: number;
}

export interface StreetGases {
  readonly no2UgM3: number;
  readonly noUgM3: number;
  readonly o3UgM3: number;
}

export function streetGases(air: StreetAir): StreetGases {
  const nox = (air.backgroundNoxUgM3 + air.addedNoxUgM3) / UG_M3_PER_PPB.no2;
  const direct = (air.backgroundNo2UgM3 + air.primaryNo2Share * air.addedNoxUgM3) / UG_M3_PER_PPB.no2;
  const oxidant = direct + air.backgroundO3UgM3 / UG_M3_PER_PPB.o3;
  const k = 5.38e-2 * exp(-1430 / air.temperatureK);
  const sun = Math.max(0, air.radiationWM2);
  const photolysis = sun > 0 ? 0.8e-3 * exp(-10 / sun) + 7.4e-6 * sun : 0;
  const exchange = 1 / (k * air.residenceS);
  const b = nox + oxidant + photolysis / k + exchange;
  const no2 = (b - Math.sqrt(Math.max(0, b * b - 4 * (nox * oxidant + direct * exchange)))) / 2;
  return {
    no2UgM3: no2 * UG_M3_PER_PPB.no2,
    noUgM3: Math.max(0, nox - no2) * UG_M3_PER_PPB.no,
    o3UgM3: Math.max(0, oxidant - no2) * UG_M3_PER_PPB.o3,
  };
}
