/** Kinds of devices that the sandbox knows: what each measures, how often, and in which dialect it reports. */

export type SensorDialect = 'sandbox' | 'sensorthings' | 'ngsi-ld';

export interface SensorKind {
  readonly domain: string;
  readonly kind: string;
  readonly model: string;
  readonly cadenceS: number;
  readonly properties: readonly string[];
  readonly dialect: SensorDialect;
}

const AIR_PROPERTIES = ['no2', 'o3', 'pm10', 'pm25'];
export const SENSOR_KINDS = {
  loop: {
    domain: 'traffic',
    kind: 'loop',
    model: 'induction-loop',
    cadenceS: 300,
    properties: ['flow', 'speed', 'occupancy'],
    dialect: 'sandbox',
  },
  air: {
    domain: 'air',
    kind: 'lowcost',
    model: 'electrochemical-optical',
    cadenceS: 300,
    properties: AIR_PROPERTIES,
    dialect: 'sandbox',
  },
  airReference: {
    domain: 'air',
    kind: 'reference',
    model: 'reference-station',
    cadenceS: 3600,
    properties: ['no2', 'no', 'o3', 'pm10', 'pm25'],
    dialect: 'ngsi-ld',
  },
  noise: {
    domain: 'noise',
    kind: 'class2',
    model: 'sound-level-meter-class-2',
    cadenceS: 300,
    properties: ['laeq'],
    dialect: 'sensorthings',
  },
  weather: {
    domain: 'weather',
    kind: 'station',
    model: 'compact-weather-station',
    cadenceS: 600,
    properties: ['temperature', 'humidity', 'wind_speed', 'wind_direction', 'pressure', 'rain'],
    dialect: 'sandbox',
  },
  bike: {
    domain: 'mobility',
    kind: 'bike-counter',
    model: 'bike-loop-counter',
    cadenceS: 900,
    properties: ['bikes'],
    dialect: 'sandbox',
  },
  bin: {
    domain: 'waste',
    kind: 'bin',
    model: 'ultrasonic-level',
    cadenceS: 3600,
    properties: ['fill'],
    dialect: 'sandbox',
  },
  parking: {
    domain: 'parking',
    kind: 'onstreet',
    model: 'magnetometer-bay-group',
    cadenceS: 300,
    properties: ['free', 'occupancy'],
    dialect: 'sandbox',
  },
} as const satisfies Record<string, SensorKind>;
