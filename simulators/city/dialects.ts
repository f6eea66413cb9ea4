/**
 * How devices write their readings: the sandbox's own JSON, OGC SensorThings (18-088) and NGSI-LD with the Smart Data
 * Models. Text is put together by hand, in one fixed order, so that the same reading is always the same bytes.
 */
import type { CitySensor } from './dataset.ts';
import type { Device } from './device.ts';
import type { SaidPlace } from './faults/place-faults.ts';
import type { WrittenValue } from './faults/wording-faults.ts';

export interface DeviceReading {
  readonly runId: string;
  readonly seq: number;
  readonly phenomenonTimeMs: number;
  readonly resultTimeMs: number;
  /** In the order of the device's properties, as they are written. */
  readonly values: readonly WrittenValue[];
  /** Where the device says it stands. */
  readonly place: SaidPlace;
}

/** ISO 8601 in UTC, without the fraction where it is nothing. */
export function isoTime(timeMs: number): string {
  const text = new Date(timeMs).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}

/** The payloads of one reading: one for most dialects, one for each property in SensorThings. */
export function payloadsOf(device: Device, reading: DeviceReading): string[] {
  switch (device.sensor.dialect) {
    case 'sandbox':
      return [sandboxPayload(device.sensor, reading)];
    case 'sensorthings':
      return device.sensor.properties.map((_, column) => sensorThings(device, column, reading));
    case 'ngsi-ld':
      return [ngsiLd(device, reading)];
  }
}

/** The sandbox's own JSON. */
export function sandboxPayload(sensor: CitySensor, reading: DeviceReading): string {
  const observations = sensor.properties
    .map(({ unit }, column) => {
      const { name, value } = reading.values[column]!;
      return `{"property":"${name}","value":${value},"unit":"${unit}"}`;
    })
    .join(',');
  return (
    `{"device":"${sensor.id}","run":${JSON.stringify(reading.runId)},"seq":${reading.seq},` +
    `"phenomenonTime":"${isoTime(reading.phenomenonTimeMs)}","resultTime":"${isoTime(reading.resultTimeMs)}",` +
    `"observations":[${observations}]}`
  );
}

/** Name and symbol of a unit as SensorThings wants them beside the UCUM definition. */
const UNIT_NAMES: Readonly<Record<string, readonly [name: string, symbol: string]>> = {
  'dB[A]': ['A-weighted decibel', 'dB(A)'],
  'ug/m3': ['microgram per cubic metre', 'µg/m³'],
  Cel: ['degree Celsius', '°C'],
};

function sensorThings({ sensor }: Device, column: number, reading: DeviceReading): string {
  const { unit } = sensor.properties[column]!;
  const { name, value } = reading.values[column]!;
  const [unitName, symbol] = UNIT_NAMES[unit] ?? [unit, unit];
  return (
    `{"@iot.id":"${sensor.id}:${name}:${reading.seq}",` +
    `"phenomenonTime":"${isoTime(reading.phenomenonTimeMs)}","resultTime":"${isoTime(reading.resultTimeMs)}",` +
    `"result":${value},` +
    `"parameters":{"run":${JSON.stringify(reading.runId)},"seq":${reading.seq}},` +
    `"Datastream":{"@iot.id":"${sensor.id}:${name}",` +
    `"unitOfMeasurement":{"name":"${unitName}","symbol":"${symbol}","definition":"${unit}"},` +
    `"ObservedProperty":{"name":"${name}"}}}`
  );
}

/** Attribute names of the Smart Data Models and UN/CEFACT codes, where they differ from ours. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  humidity: 'relativeHumidity',
  wind_speed: 'windSpeed',
  wind_direction: 'windDirection',
  pressure: 'atmosphericPressure',
  rain: 'precipitation',
  laeq: 'LAeq',
  flow: 'intensity',
  speed: 'averageVehicleSpeed',
  fill: 'fillingLevel',
  free: 'availableSpotNumber',
};
const UNIT_CODES: Readonly<Record<string, string>> = {
  'ug/m3': 'GQ',
  Cel: 'CEL',
  '%': 'P1',
  'm/s': 'MTS',
  deg: 'DD',
  hPa: 'A97',
  'mm/h': 'H67',
  'km/h': 'KMH',
  'dB[A]': '2N',
  '1': 'C62',
};
const ENTITY_TYPES: Readonly<Record<string, readonly [type: string, model: string]>> = {
  air: ['AirQualityObserved', 'Environment'],
  noise: ['NoiseLevelObserved', 'Environment'],
  weather: ['WeatherObserved', 'Weather'],
  traffic: ['TrafficFlowObserved', 'Transportation'],
  mobility: ['ItemFlowObserved', 'Transportation'],
  waste: ['WasteContainer', 'WasteManagement'],
  parking: ['OnStreetParking', 'Parking'],
};

function ngsiLd({ sensor }: Device, reading: DeviceReading): string {
  const [type, model] = ENTITY_TYPES[sensor.domain] ?? ['Device', 'Device'];
  const observedAt = isoTime(reading.phenomenonTimeMs);
  const attributes = sensor.properties
    .map(({ name, unit }, column) => {
      const code = UNIT_CODES[unit];
      const said = reading.values[column]!;
      const attribute = ATTRIBUTES[name] ?? name;
      return (
        `"${said.name === name ? attribute : attribute.toUpperCase()}":{"type":"Property","value":${said.value},` +
        `${code === undefined ? '' : `"unitCode":"${code}",`}"observedAt":"${observedAt}"},`
      );
    })
    .join('');
  return (
    `{"id":"urn:ngsi-ld:${type}:${sensor.id}","type":"${type}",` +
    `"dateObserved":{"type":"Property","value":{"@type":"DateTime","@value":"${observedAt}"}},` +
    `"location":{"type":"GeoProperty","value":{"type":"Point","coordinates":[${reading.place.lon},${reading.place.lat}]}},` +
    attributes +
    `"refDevice":{"type":"Relationship","object":"urn:ngsi-ld:Device:${sensor.id}"},` +
    `"run":{"type":"Property","value":${JSON.stringify(reading.runId)}},` +
    `"seq":{"type":"Property","value":${reading.seq}},` +
    `"modifiedAt":"${isoTime(reading.resultTimeMs)}",` +
    `"@context":["https://raw.githubusercontent.com/smart-data-models/dataModel.${model}/master/context.jsonld"]}`
  );
}

export function metaPayload({ sensor }: Device, { lon, lat }: SaidPlace): string {
  return JSON.stringify({
    device: sensor.id,
    name: sensor.name,
    domain: sensor.domain,
    kind: sensor.kind,
    model: sensor.model,
    cadence_s: sensor.cadenceSeconds,
    properties: sensor.properties.map(({ name, unit }) => ({ property: name, unit })),
    lon,
    lat,
    height_m: sensor.heightM,
  });
}

export function statusPayload(online: boolean, timeMs: number): string {
  return `{"online":${online},"time":"${isoTime(timeMs)}"}`;
}
