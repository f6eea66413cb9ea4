import { describe, expect, it } from 'vitest';
import { joinedLicences, LICENCE_IDS, licenceOfJoined, readLicence } from '../../../../app/core/catalogue/licences.ts';

const codes = (...ids: Parameters<typeof joinedLicences>[0]) => joinedLicences(ids).map(({ code }) => code);

describe('A licence is recognised', () => {
  it.each([
    ['CC BY 4.0', 'CC-BY-4.0'],
    ['cc-by-4.0', 'CC-BY-4.0'],
    ['https://creativecommons.org/licenses/by/4.0/deed.ca', 'CC-BY-4.0'],
    ['http://creativecommons.org/licenses/by-sa/4.0', 'CC-BY-SA-4.0'],
    ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0-1.0'],
    ['ODbL', 'ODbL-1.0'],
    ['Open Database License', 'ODbL-1.0'],
    ['https://opendatacommons.org/licenses/odbl/1-0/', 'ODbL-1.0'],
    ['Licence Ouverte / Open Licence', 'etalab-2.0'],
    ['Datenlizenz Deutschland – Namensnennung 2.0', 'DL-DE-BY-2.0'],
    ['', 'unknown'],
    ['  ', 'unknown'],
    ['ask the mayor', 'own-terms'],
    ['constructor', 'own-terms'],
    ['https://creativecommons.org/licenses/by/4.0.evil.example', 'own-terms'],
  ])('in “%s”', (text, expected) => {
    expect(readLicence(text)).toBe(expected);
  });
});

describe('Data of several licences, joined', () => {
  it('of nobody’s claim may be passed on freely', () => {
    expect(codes('CC0-1.0', 'PDDL-1.0')).toEqual([]);
    expect(licenceOfJoined(['CC0-1.0', 'PDDL-1.0'])).toBe('CC0-1.0');
  });
  it('of open licences asks for the names', () => {
    expect(joinedLicences(['CC0-1.0', 'etalab-2.0', 'CC-BY-4.0'])).toEqual([
      { code: 'attribution', weight: 'duty', licences: ['CC-BY-4.0', 'etalab-2.0'] },
    ]);
    expect(licenceOfJoined(['CC0-1.0', 'etalab-2.0'])).toBe('etalab-2.0');
    expect(licenceOfJoined(['DL-DE-BY-2.0', 'etalab-2.0'])).toBe('CC-BY-4.0');
  });
  it('with OpenStreetMap’s ODbL stays under ODbL', () => {
    expect(codes('CC-BY-4.0', 'ODbL-1.0')).toEqual(['share-alike', 'attribution']);
    expect(licenceOfJoined(['CC-BY-4.0', 'ODbL-1.0'])).toBe('ODbL-1.0');
  });
  it('of two share-alikes clashes', () => {
    expect(joinedLicences(['ODbL-1.0', 'CC-BY-SA-4.0'])[0]).toEqual({
      code: 'clash',
      weight: 'stop',
      licences: ['ODbL-1.0', 'CC-BY-SA-4.0'],
    });
    expect(licenceOfJoined(['ODbL-1.0', 'CC-BY-SA-4.0'])).toBeNull();
  });
  it('of a share-alike and a ban on commercial use clashes, unless the share-alike bans it too', () => {
    expect(codes('ODbL-1.0', 'CC-BY-NC-4.0')).toEqual(['clash', 'not-commercial', 'attribution']);
    expect(codes('CC-BY-NC-SA-4.0', 'CC-BY-NC-4.0')).toEqual(['share-alike', 'not-commercial', 'attribution']);
    expect(licenceOfJoined(['CC-BY-NC-SA-4.0', 'CC-BY-NC-4.0'])).toBe('CC-BY-NC-SA-4.0');
  });
  it('one of which forbids changes may not be passed on, alone it may', () => {
    expect(codes('CC-BY-ND-4.0', 'CC0-1.0')).toEqual(['no-changes', 'attribution']);
    expect(codes('CC-BY-ND-4.0')).toEqual(['attribution']);
  });
  it('one of which nobody knows waits until somebody asked', () => {
    expect(joinedLicences(['CC0-1.0', 'unknown'])).toEqual([
      { code: 'terms-unknown', weight: 'stop', licences: ['unknown'] },
    ]);
    expect(licenceOfJoined(['CC0-1.0', 'unknown'])).toBeNull();
  });
  it('says the same in any order and any number', () => {
    for (const a of LICENCE_IDS)
      for (const b of LICENCE_IDS) {
        expect(joinedLicences([a, b, a])).toEqual(joinedLicences([b, a]));
        expect(licenceOfJoined([a, b])).toBe(licenceOfJoined([b, a]));
      }
  });
});
