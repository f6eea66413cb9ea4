import { ucumUnit } from '../units.ts';
import {
  asObject,
  type Envelope,
  isName,
  type JsonObject,
  makeObservation,
  quoted,
  type Reading,
  readRun,
  readSequence,
  readTime,
  readValue,
  rejection,
} from './reading.ts';

/** An OGC SensorThings Observation is told by its `result`. */
export function isSensorThings(message: JsonObject): boolean {
  return message.result !== undefined && (message.Datastream !== undefined || message.phenomenonTime !== undefined);
}

/**
 * OGC 18-088 Observation: one result. The property comes from the expanded `ObservedProperty`, else from the datastream's
 * id `device:property`; the unit from the expanded `unitOfMeasurement`, else from what the device's meta announced —
 * notifications of a SensorThings server carry no expansion.
 */
export function readSensorThings(message: JsonObject, envelope: Envelope): Reading {
  const { context, device } = envelope;
  const datastream = asObject(message.Datastream);
  if (datastream === null) return rejection('missing-field', 'Datastream');
  const id = datastream['@iot.id'];
  const idText = typeof id === 'string' ? id : '';
  const colon = idText.lastIndexOf(':');
  const named = idText.slice(0, Math.max(0, colon));
  if (named !== device && named !== '' && context.directory.has(named)) {
    return rejection('not-allowed', `Datastream is ${quoted(id)}`);
  }
  const property = asObject(datastream.ObservedProperty)?.name ?? (colon > 0 ? idText.slice(colon + 1) : undefined);
  if (property === undefined) return rejection('missing-field', 'ObservedProperty');
  if (!isName(property)) return rejection('wrong-type', `ObservedProperty is ${quoted(property)}`);

  const value = readValue(message.result, property);
  if (value.value === null) return { observations: [], issues: value.issues };
  const phenomenon = readTime(message.phenomenonTime, 'phenomenonTime', context);
  // The standard lets a server send `"resultTime": null`.
  const result =
    message.resultTime === undefined || message.resultTime === null
      ? phenomenon
      : readTime(message.resultTime, 'resultTime', context);
  const parameters = asObject(message.parameters);
  const run = readRun(parameters?.run, context);
  if (run.value === null || phenomenon.value === null || result.value === null) {
    return { observations: [], issues: [...run.issues, ...phenomenon.issues, ...result.issues].slice(0, 1) };
  }
  const measure = asObject(datastream.unitOfMeasurement);
  const unit = measure === null ? context.directory.unitOf(device, property) : unitOfMeasurement(measure);
  if (unit === null) {
    return measure === null
      ? rejection('missing-field', `unit of ${property}`)
      : rejection('unknown-unit', `unitOfMeasurement is ${quoted(measure.definition ?? measure.symbol)}`);
  }
  const observation = makeObservation(envelope, {
    runId: run.value,
    property,
    phenomenonTimeMs: phenomenon.value,
    resultTimeMs: result.value,
    value: value.value,
    unit,
    seq: readSequence(parameters?.seq),
    source: 'sensorthings',
  });
  return { observations: [observation], issues: [] };
}

/** `definition` is a UCUM code or an address that ends in one after `#` or `/`; `symbol` is what people write. */
function unitOfMeasurement(measure: JsonObject): string | null {
  const definition = measure.definition;
  if (typeof definition === 'string' && definition.length <= 256) {
    const direct = ucumUnit(definition);
    if (direct !== null && definition !== '') return direct;
    const tail = definition.slice(Math.max(definition.lastIndexOf('#'), definition.lastIndexOf('/')) + 1);
    if (tail !== '' && tail !== definition) {
      const named = ucumUnit(tail);
      if (named !== null) return named;
    }
  }
  const symbol = measure.symbol;
  return typeof symbol === 'string' && symbol.length <= 64 ? ucumUnit(symbol) : null;
}
