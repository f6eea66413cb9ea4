import { describe, expect, it } from 'vitest';
import { readConnection } from '../../../../app/core/stream/connection.ts';

describe('the connection file', () => {
  it('names the server that answered it', () => {
    const text =
      '{"mode":"server","city":"eixample","mqttPath":"/mqtt","historyPath":"/history.ndjson","version":"0.1.0"}';
    expect(readConnection(text).value).toEqual({
      mode: 'server',
      city: 'eixample',
      version: '0.1.0',
      mqtt: '/mqtt',
      history: '/history.ndjson',
      foreignBroker: false,
    });
  });

  it('names a broker elsewhere, which has no history', () => {
    const text = '{"mode":"server","city":"girona","mqttUrl":"wss://broker.example.org/mqtt"}';
    expect(readConnection(text).value).toEqual({
      mode: 'server',
      city: 'girona',
      version: '',
      mqtt: 'wss://broker.example.org/mqtt',
      history: null,
      foreignBroker: true,
    });
  });

  it.each([
    ['<!doctype html>', 'not-json'],
    ['[]', 'not-json'],
    ['{"mode":"cloud","city":"eixample"}', 'unknown-mode'],
    ['{"mode":"embedded","city":"a/#"}', 'bad-city'],
    ['{"mode":"server","city":"eixample","mqttUrl":"javascript:alert(1)"}', 'bad-address'],
    ['{"mode":"server","city":"eixample","mqttPath":"//elsewhere.example.org/mqtt"}', 'bad-address'],
  ])('refuses %s', (text, code) => {
    expect(readConnection(text)).toMatchObject({ value: null, issues: [{ code }] });
  });
});
