/**
 * Yearly mean dilution of every façade under each street air model, tabulated over the turbulence of traffic: it depends
 * on canyon and wind only, so it is made once and serves every run.
 */
import { BOX } from '../street-air/box.ts';
import { OSPM } from '../street-air/ospm.ts';
import { openRoadsideDilutionSPerM2 } from '../street-air/roadside.ts';
import { type Canyon, type FacadeSide, type StreetAirModel, windToAxisDeg } from '../street-air/street-air.ts';
import { STREET_SRI } from '../street-air/street-sri.ts';
import { meanDilutionSPerM2, type WindRose } from '../street-air/wind-rose.ts';
import type { Receptor, Segment } from './place.ts';

/** By the parameter `street-model`. */
export const STREET_AIR_MODELS: readonly StreetAirModel[] = [OSPM, STREET_SRI, BOX];

/** Traffic's turbulence at which the table is made, m/s: from no traffic to a busy avenue. */
const TURBULENCES_MS = [0, 0.05, 0.1, 0.17, 0.25, 0.4] as const;
/** Above the ground: where limits are measured, and where a person on the pavement breathes. */
export const RECEPTOR_HEIGHT_M = 2;

export interface DilutionTable {
  /** s/m² at a receptor under a model, linear between the tabulated turbulences (m/s) and held beyond. */
  at(model: number, receptor: number, turbulenceMS: number): number;
}

/** Segments that `open` marks with 1 are open roads, whichever model is asked. `heightM` of the receptors of a canyon. */
export function createDilutionTable(
  receptors: readonly Receptor[],
  segments: readonly Segment[],
  rose: WindRose,
  open: Uint8Array | null = null,
  heightM: (canyon: Canyon) => number = () => RECEPTOR_HEIGHT_M,
): DilutionTable {
  const steps = TURBULENCES_MS.length;
  const values = new Float64Array(STREET_AIR_MODELS.length * receptors.length * steps);
  // Streets of a grid share their canyons: each shape is calculated once.
  const known = new Map<string, number>();
  STREET_AIR_MODELS.forEach((model, m) => {
    receptors.forEach(({ segment, side }, r) => {
      const { canyon } = segments[segment]!;
      const isOpen = open?.[segment] === 1;
      TURBULENCES_MS.forEach((turbulence, step) => {
        const key = `${isOpen ? 'open' : `${m} ${turbulence}`} ${side} ${shapeOf(canyon)}`;
        let dilution = known.get(key);
        if (dilution === undefined) {
          dilution = isOpen
            ? openDilution(canyon, side, rose)
            : meanDilutionSPerM2(model, canyon, side, heightM(canyon), rose, turbulence);
          known.set(key, dilution);
        }
        values[(m * receptors.length + r) * steps + step] = dilution;
      });
    });
  });
  return {
    at(model, receptor, turbulenceMS) {
      const start = (model * receptors.length + receptor) * steps;
      if (!(turbulenceMS > 0)) return values[start]!;
      let step = 0;
      while (step < steps - 2 && turbulenceMS > TURBULENCES_MS[step + 1]!) step++;
      const from = TURBULENCES_MS[step]!;
      const share = Math.min(1, (turbulenceMS - from) / (TURBULENCES_MS[step + 1]! - from));
      return values[start + step]! + share * (values[start + step + 1]! - values[start + step]!);
    },
  };
}

/** Yearly mean at the edge of a road without walls. */
function openDilution({ widthM, axisDeg }: Canyon, side: FacadeSide, rose: WindRose): number {
  let mean = 0;
  for (const { fromDeg, roofMS, share } of rose) {
    const ownSideDeg = (side === 'right' ? 1 : -1) * windToAxisDeg(axisDeg, fromDeg);
    mean += share * openRoadsideDilutionSPerM2(widthM / 2, roofMS, (ownSideDeg * Math.PI) / 180);
  }
  return mean;
}

/** A tenth of a metre and of a degree make no difference that matters. */
function shapeOf({ widthM, heightM, halfLengthM, axisDeg }: Canyon): string {
  return [widthM, heightM, halfLengthM, axisDeg].map((value) => Math.round(value * 10)).join(' ');
}
