import './base-address.ts';

export type { HomePlace } from './camera-rig.ts';
export { CityMap, type CityMapProps } from './city-map.tsx';
export { MapError, type MapErrorCode } from './map-error.ts';
