/**
 * STREET-SRI behind the common interface: the empirical canyon formula of `dispersion.ts`, with the receptor a metre and
 * a half from the façade's foot and the traffic in the middle of the street.
 *
 * It knows no turbulence of traffic and no length of the street; between leeward, parallel and windward it runs linearly
 * on the share of the wind that crosses.
 */
import { sin } from '../../base/portable-math.ts';
import { streetIncrementUgM3 } from '../dispersion.ts';
import { type StreetAirModel, windToAxisDeg } from './street-air.ts';

const RADIANS = Math.PI / 180;

export const STREET_SRI: StreetAirModel = {
  id: 'street',
  dilutionSPerM2(canyon, side, heightM, wind) {
    const across = sin(windToAxisDeg(canyon.axisDeg, wind.fromDeg) * RADIANS);
    const crossing = side === 'right' ? across : -across;
    return streetIncrementUgM3(1, wind.roofMS, crossing, canyon, { distanceM: canyon.widthM / 2, heightM });
  },
};
