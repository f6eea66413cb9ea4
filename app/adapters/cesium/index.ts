import './base-address.ts';

export { CityMap, type CityMapProps } from './city-map.tsx';
export type { MapErrorCode } from './map-error.ts';
