import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RemoteSource, readRemoteSource } from '../../../../app/core/twins/remote-source.ts';

const ownOrigin = 'http://10.0.0.5:8080';
const read = (text: string, wanted?: RemoteSource['type']) =>
  readRemoteSource(text, wanted === undefined ? { ownOrigin } : { ownOrigin, wanted });
const codes = (text: string) => read(text).issues.map(({ code }) => code);

describe('An address of a remote layer', () => {
  it.each([
    ['https://tile.example.org/{z}/{x}/{y}.png', { type: 'xyz', template: 'https://tile.example.org/{z}/{x}/{y}.png' }],
    [
      'https://{s}.t.example.org/{Z}/{X}/{-Y}{r}.png',
      { type: 'xyz', template: 'https://{s}.t.example.org/{z}/{x}/{-y}.png' },
    ],
    [
      'https://maps.example.org/wms?SERVICE=WMS&REQUEST=GetMap&LAYERS=ortho%2Froads,other&map=/srv/a.map&WIDTH=256',
      { type: 'wms', address: 'https://maps.example.org/wms?map=/srv/a.map', layer: 'ortho/roads' },
    ],
    [
      'https://maps.example.org/geoserver/wms',
      { type: 'wms', address: 'https://maps.example.org/geoserver/wms', layer: null },
    ],
    [
      'https://maps.example.org/1.0.0/WMTSCapabilities.xml',
      { type: 'wmts', address: 'https://maps.example.org/1.0.0/WMTSCapabilities.xml', layer: null },
    ],
    [
      'https://data.example.org/3dtiles/buildings/tileset.json?v=2#here',
      { type: '3d-tiles', address: 'https://data.example.org/3dtiles/buildings/tileset.json?v=2' },
    ],
  ])('%s is understood', (text, expected) => {
    expect(read(` ${text} `)).toEqual({ value: expected, issues: [] });
  });

  it('may be of a kind that a person knows better', () => {
    expect(read('https://x.example.org/service', 'wms').value).toEqual({
      type: 'wms',
      address: 'https://x.example.org/service',
      layer: null,
    });
    expect(codes('https://x.example.org/service')).toEqual(['remote-unknown-kind']);
  });

  it('has to be secure, but for the page’s own server and this computer', () => {
    expect(codes('http://tile.example.org/{z}/{x}/{y}.png')).toEqual(['remote-not-secure']);
    expect(codes('http://10.0.0.5:8080/tiles/{z}/{x}/{y}.png')).toEqual([]);
    expect(codes('http://localhost:9000/{z}/{x}/{y}.png')).toEqual([]);
    expect(codes('http://localhost.evil.example/{z}/{x}/{y}.png')).toEqual(['remote-not-secure']);
  });

  it('is refused where it is none, or runs something', () => {
    for (const text of [
      'tileset.json',
      'javascript:alert(1)//{z}{x}{y}',
      'data:text/html,{z}{x}{y}',
      'https://',
      'https:// a/{z}',
    ])
      expect(codes(text)).toEqual(['remote-not-address']);
    expect(codes('')).toEqual(['remote-empty']);
    expect(codes(`https://a.example/${'x'.repeat(3_000)}`)).toEqual(['remote-too-long']);
  });

  it('with a password is refused, with a key it is warned of', () => {
    expect(codes('https://me:secret@a.example/{z}/{x}/{y}.png')).toEqual(['remote-with-password']);
    const keyed = read('https://a.example/{z}/{x}/{y}.png?api_key=abc');
    expect(keyed.value?.type).toBe('xyz');
    expect(keyed.issues).toEqual([{ code: 'remote-with-password', severity: 'warning', detail: 'api_key' }]);
  });

  it('with an incomplete template says so', () => {
    expect(codes('https://a.example/{z}/{x}.png')).toEqual(['remote-bad-template']);
    expect(codes('https://a.example/{z}/{x}/{y}/{secret}.png')).toEqual(['remote-bad-template']);
  });

  it('never throws, and what it gives is of http only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })), (text) => {
        const { value } = read(text, 'wms');
        if (value?.type === 'wms') expect(value.address).toMatch(/^https?:\/\/[^\s"<>\\]+/);
      }),
      { seed: 5 },
    );
  });
});
