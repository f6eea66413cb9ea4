/**
 * STREET-SRI, an empirical street canyon model: the vortex carries the exhaust to the leeward façade, air from above the
 * roofs comes down at the windward one.
 *
 * Leeward side   C/Q = K / ((U + 0.5) · (√(x² + z²) + h0))
 * Windward side  C/Q = K·(H − z) / ((U + 0.5) · W·H)
 * Wind along     the mean of both
 * U wind above the roofs m/s; x = W/2 distance of the façade from the traffic, z height of the receptor, W width and H
 * building height of the canyon, all m; K = 7 (empirical, dimensionless), h0 = 2 m (initial mixing behind cars).
 * Result s/m². Valid for regular canyons, H/W about 0.5–2, U 0.5–10 m/s, z < H. Between the three cases it runs linearly on
 * the share of the wind that crosses (a choice of ours). It knows no turbulence of traffic and no length of the street.
 *
 * Source: W. B. Johnson et al., "An urban diffusion simulation model for carbon monoxide", J. Air Poll. Control
 * Assoc. 23 (1973) 490–498.
 */
import { sin } from '../../base/portable-math.ts';
import { type StreetAirModel, windToAxisDeg } from './street-air.ts';

const K = 7;
const INITIAL_MIXING_M = 2;
const RADIANS = Math.PI / 180;

export const STREET_SRI: StreetAirModel = {
  id: 'street',
  dilutionSPerM2({ widthM, heightM: roofM, axisDeg }, side, heightM, wind) {
    const across = sin(windToAxisDeg(axisDeg, wind.fromDeg) * RADIANS);
    const crossing = side === 'right' ? across : -across;
    const awayM = Math.sqrt((widthM * widthM) / 4 + heightM * heightM);
    const leeward = K / ((wind.roofMS + 0.5) * (awayM + INITIAL_MIXING_M));
    const windward = (K * Math.max(0, roofM - heightM)) / ((wind.roofMS + 0.5) * widthM * roofM);
    return (leeward + windward) / 2 + (crossing * (leeward - windward)) / 2;
  },
};
