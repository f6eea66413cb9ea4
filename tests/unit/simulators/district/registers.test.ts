import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LICENCES_MESS } from '../../../../simulators/city/district/registers/licences-register.ts';
import type { MessShares } from '../../../../simulators/city/district/registers/mess.ts';
import { RESIDENTS_MESS } from '../../../../simulators/city/district/registers/residents-register.ts';
import { ROLLS_MESS } from '../../../../simulators/city/district/registers/school-rolls.ts';
import { VEHICLES_MESS } from '../../../../simulators/city/district/registers/vehicles-register.ts';
import { type Cells, recordFile, shippedManifest, shippedRecords } from '../../../support/shipped-records.ts';

const layer = (table: string): readonly Record<string, unknown>[] =>
  JSON.parse(
    readFileSync(new URL(`../../../../datasets/eixample/${table}.geojson`, import.meta.url), 'utf8'),
  ).features.map((feature: { properties: Record<string, unknown> }) => feature.properties);

const MESS: Readonly<Record<string, MessShares>> = {
  residents: RESIDENTS_MESS,
  licences: LICENCES_MESS,
  vehicles: VEHICLES_MESS,
  school_rolls: ROLLS_MESS,
};
const REGISTERS = Object.keys(MESS);
const records = new Map(
  ['addresses', ...REGISTERS, ...REGISTERS.map((table) => `${table}_truth`)].map((table) => [
    table,
    shippedRecords(table),
  ]),
);
const rows = (table: string) => records.get(table)!;
const truth = (table: string) => rows(`${table}_truth`);
const addresses = new Map(rows('addresses').map((address) => [address.address_id!, address]));
const has = (row: Cells, mess: string) => row.mess!.split(' ').includes(mess);
/** Row and truth side by side, where a thing was done or was not. */
const pairs = (table: string, mess: string, done = true) =>
  truth(table)
    .map((true_, index) => ({ true_, row: rows(table)[index]! }))
    .filter(({ true_ }) => has(true_, mess) === done);
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f·]/g, '')
    .toUpperCase();
const isGarbled = (row: Cells) => /Ã|Â/.test(Object.values(row).join());

describe('the registers', () => {
  it('are as large as a page can hold: all of them below 8 MB, the traces below 5', () => {
    const bytes = (role: string) =>
      shippedManifest.files.filter((file) => file.role === role).reduce((sum, file) => sum + file.bytes, 0);
    expect(bytes('register')).toBeLessThan(8e6);
    expect(bytes('trace')).toBeLessThan(5e6);
    expect(rows('residents')).toHaveLength(23_538);
    expect(rows('licences')).toHaveLength(2_850);
    expect(rows('vehicles')).toHaveLength(10_184);
    expect(rows('school_rolls')).toHaveLength(2_136);
    expect(rows('addresses')).toHaveLength(2_259);
  });

  it.each(REGISTERS)('%s: the truth has a line for each row, in order, and names a building that is there', (table) => {
    const buildings = new Map(layer('buildings').map((building) => [building.feature_id, building]));
    expect(truth(table)).toHaveLength(rows(table).length);
    for (const [index, row] of truth(table).entries()) {
      expect(row.row).toBe(String(index + 1));
      const building = buildings.get(row.building_id)!;
      expect([building.block_id, building.section_id]).toEqual([row.block_id, row.section_id]);
      expect(addresses.get(row.address_id!)!.building_id).toBe(row.building_id);
    }
  });

  it.each(REGISTERS)('%s: every kind of mess is there, as often as stated and not much more', (table) => {
    const all = truth(table).length;
    const shares = Object.fromEntries(
      Object.keys(MESS[table]!).map((mess) => [mess, pairs(table, mess).length / all] as const),
    );
    for (const [mess, stated] of Object.entries(MESS[table]!)) {
      expect(shares[mess], mess).toBeLessThan(stated * 1.2 + 0.005);
      expect(shares[mess], mess).toBeGreaterThan(stated * 0.15);
    }
    // What can happen to any row happens as often as it is stated.
    for (const mess of ['address-spanish', 'address-abbreviated', 'address-capitals', 'address-typo', 'stray-spaces']) {
      const stated = MESS[table]![mess as keyof MessShares]!;
      expect(Math.abs(shares[mess]! / stated - 1), mess).toBeLessThan(0.2);
    }
  });

  it.each(REGISTERS)('%s: stray spaces and garbled letters are where the truth says, and nowhere else', (table) => {
    const isStray = (row: Cells) => Object.values(row).some((cell) => cell !== cell.trim());
    const misread = new Set(pairs(table, 'mojibake').map(({ true_ }) => true_.row));
    expect(misread.size).toBeGreaterThan(15);
    for (const [index, row] of rows(table).entries()) {
      const said = truth(table)[index]!;
      expect(isGarbled(row), `${table} ${said.row}`).toBe(has(said, 'mojibake'));
      // "Ã " ends in a space that no one typed.
      if (!misread.has(said.row!)) expect(isStray(row), `${table} ${said.row}`).toBe(has(said, 'stray-spaces'));
    }
  });

  it.each(REGISTERS)('%s: duplicates name the row they repeat, and are written differently', (table) => {
    const again = pairs(table, 'duplicate');
    expect(again.length).toBeGreaterThan(30);
    let different = 0;
    for (const { true_, row } of again) {
      const first = truth(table)[Number(true_.duplicate_of) - 1]!;
      expect(first.duplicate_of).toBe('');
      expect(first.address_id).toBe(true_.address_id);
      if (JSON.stringify(rows(table)[Number(true_.duplicate_of) - 1]) !== JSON.stringify(row)) different++;
    }
    expect(different / again.length).toBeGreaterThan(0.9);
  });

  it('write dates in the ways that the truth says', () => {
    const expected: Readonly<Record<string, RegExp>> = {
      'date-day-first': /^\d\d\/\d\d\/\d{4}$/,
      'date-month-first': /^\d\d\/\d\d\/\d{4}$/,
      'date-two-digit-year': /^\d\d-\d\d-\d\d$/,
      'date-serial-number': /^-?\d{1,5}$/,
    };
    for (const [mess, form] of Object.entries(expected)) {
      for (const { row } of pairs('residents', mess)) expect(row.birth_date!.trim(), mess).toMatch(form);
    }
    const { true_, row } = pairs('residents', 'date-serial-number').find(({ row }) => !/\s/.test(row.birth_date!))!;
    const days = Date.parse(true_.birth_date!) / 86_400_000 - Date.parse('1899-12-30') / 86_400_000;
    expect(row.birth_date).toBe(String(days));
  });

  it('lose leading zeros, and give the number back when they are put in front again', () => {
    let present = 0;
    for (const [index, row] of rows('residents').entries()) {
      const number = row.person_number!.replace('Â', '').trim();
      if (!/^\d+$/.test(number)) continue;
      present++;
      expect(number.padStart(8, '0')).toBe(truth('residents')[index]!.person_number);
      const address = addresses.get(truth('residents')[index]!.address_id!)!;
      // A no-break space read in the wrong encoding leaves a letter behind.
      expect(row.section_code!.replace('Â', '').trim().padStart(10, '0')).toBe(address.section_code);
    }
    expect(rows('residents').length - present).toBe(283);
    expect(pairs('residents', 'missing-key')).toHaveLength(283);
    for (const { row } of pairs('residents', 'missing-key'))
      expect(['', 'NA', 'null', '-']).toContain(row.person_number!.trim());
  });

  it('are tied to each other: vehicles and pupils by the number of a person on the register', () => {
    const known = new Map(truth('residents').map((row) => [row.person_number, row.person_id]));
    for (const row of truth('vehicles'))
      if (row.owner_number !== '') expect(known.get(row.owner_number)).toBe(row.person_id);
    for (const row of truth('school_rolls'))
      if (row.person_number !== '') expect(known.get(row.person_number)).toBe(row.person_id);
    const facilities = new Set(layer('facilities').map((facility) => facility.feature_id));
    for (const row of truth('licences')) if (row.facility_id !== '') expect(facilities.has(row.facility_id)).toBe(true);
    expect(truth('licences').filter((row) => row.facility_id !== '' && row.duplicate_of === '')).toHaveLength(68);
  });

  it('hold no plate that was ever issued: the first letter is a vowel', () => {
    const plates = truth('vehicles').map((row) => row.plate!);
    for (const plate of plates) expect(plate).toMatch(/^\d{4}[AEIOU][BCDFGHJ-NPR-TV-Z]{2}$/);
    expect(new Set(plates).size).toBe(truth('vehicles').filter((row) => row.duplicate_of === '').length);
  });
});

describe('the register of residents', () => {
  it('holds about 97 % of the people that each census section of its two districts counts', () => {
    const counted = new Map<string, number>();
    for (const row of truth('residents')) {
      if (row.duplicate_of !== '' || has(row, 'not-in-population')) continue;
      counted.set(row.section_id!, (counted.get(row.section_id!) ?? 0) + 1);
    }
    const sections = layer('census_sections').filter((section) =>
      ['district-3', 'district-4'].includes(section.district_id as string),
    );
    expect([...counted.keys()].sort()).toEqual(sections.map((section) => section.feature_id).sort());
    for (const section of sections) {
      const share = counted.get(section.feature_id as string)! / (section.population as number);
      expect(share, section.feature_id as string).toBeGreaterThan(0.958);
      expect(share, section.feature_id as string).toBeLessThan(0.975);
    }
    expect([...counted.values()].reduce((sum, count) => sum + count, 0)).toBe(22_858);
  });

  it('puts no one into more flats than a building has, nor more than a few into one', () => {
    const dwellings = new Map(layer('buildings').map((building) => [building.feature_id, Number(building.dwellings)]));
    const flats = new Map<string, Set<string>>();
    const households = new Map<string, number>();
    for (const row of truth('residents')) {
      if (row.duplicate_of !== '' || has(row, 'not-in-population')) continue;
      flats.set(row.building_id!, (flats.get(row.building_id!) ?? new Set()).add(row.flat!));
      households.set(row.household_number!, (households.get(row.household_number!) ?? 0) + 1);
    }
    for (const [building, taken] of flats) expect(taken.size, building).toBeLessThanOrEqual(dwellings.get(building)!);
    expect(Math.max(...households.values())).toBeLessThanOrEqual(8);
  });

  it('can be tied to houses by who knows both names of a street: most at once, nearly all with slips allowed', () => {
    const streets = rows('addresses').flatMap((address) => [
      { key: address.street_name!, as: address.street_name! },
      { key: address.street_name!, as: address.street_name_es! },
    ]);
    const bare = (name: string) =>
      plain(name)
        .replace(/^(CARRER|AVINGUDA|PASSEIG|CALLE|AVENIDA|PASEO|AVDA\.?|AV\.?|PG\.?|Pº|C[./])\s+/, '')
        .replace(/^(DE LA |DE LOS |DE L'|DELS |DEL )/, '')
        .trim();
    const names = new Map(streets.map(({ key, as }) => [bare(as), key]));
    const houses = new Map(
      rows('addresses').map((address) => [`${address.street_name} ${address.house_number}`, address]),
    );
    let exact = 0;
    let right = 0;
    let wrong = 0;
    for (const [index, row] of rows('residents').entries()) {
      const found = /^\s*(.*?)(?: \(.*\))?,? (\d+)(?:[ ,]|\s*$)/.exec(row.address!);
      if (found === null) continue;
      const said = bare(found[1]!);
      const name = names.has(said) ? said : [...names.keys()].find((known) => distance(known, said) <= 2);
      const house = name === undefined ? undefined : houses.get(`${names.get(name)} ${found[2]}`);
      if (house === undefined) continue;
      if (house.address_id !== truth('residents')[index]!.address_id) wrong++;
      else {
        right++;
        if (name === said) exact++;
      }
    }
    const all = rows('residents').length;
    expect(exact / all).toBeGreaterThan(0.88);
    expect(exact / all).toBeLessThan(0.94);
    expect(right / all).toBeGreaterThan(0.97);
    expect(wrong / (right + wrong)).toBeLessThan(0.005);
  });
});

describe('coordinates in registers', () => {
  const undone = (true_: Cells, x: string, y: string) => {
    const [a, b] = has(true_, 'axes-swapped') ? [y, x] : [x, y];
    const number = (text: string) => {
      const bare = text.trim();
      return Number(/,/.test(bare) ? bare.replaceAll('.', '').replace(',', '.') : bare);
    };
    return [number(a), number(b)] as const;
  };
  const inMetres = (x: number) => x > 1_000;

  it.each([
    ['licences', 'x', 'y'],
    ['school_rolls', 'home_x', 'home_y'],
  ])('of %s lead back to the door once the mess is undone', (table, xName, yName) => {
    for (const [index, true_] of truth(table).entries()) {
      const row = rows(table)[index]!;
      const door = addresses.get(true_.address_id!)!;
      const [x, y] = undone(true_, row[xName]!, row[yName]!);
      const expected = inMetres(x) ? [door.x, door.y] : [door.lon, door.lat];
      const tolerance = inMetres(x) ? 0.011 : 0.0000006;
      expect(Math.abs(x - Number(expected[0])), `${table} ${true_.row}`).toBeLessThan(tolerance);
      expect(Math.abs(y - Number(expected[1])), `${table} ${true_.row}`).toBeLessThan(tolerance);
    }
  });

  it('come in both systems; the column that says which lies or is silent where the truth says so', () => {
    const saysMetres = /25831|ETRS89/;
    const saysDegrees = /4326|WGS84/;
    let metres = 0;
    for (const [index, true_] of truth('licences').entries()) {
      const row = rows('licences')[index]!;
      const isMetres = inMetres(undone(true_, row.x!, row.y!)[0]);
      if (isMetres) metres++;
      const said = row.coordinate_system!;
      if (has(true_, 'system-missing')) expect(said).not.toMatch(/\d/);
      else expect(saysMetres.test(said), true_.row).toBe(isMetres !== has(true_, 'system-mislabelled'));
      expect(saysMetres.test(said) && saysDegrees.test(said)).toBe(false);
    }
    expect(metres / rows('licences').length).toBeGreaterThan(0.58);
    expect(metres / rows('licences').length).toBeLessThan(0.66);
  });

  it('have decimal commas and thousands points where the truth says so', () => {
    const numbers = (row: Cells) => [row.x!, row.y!, row.floor_area_m2!].map((cell) => cell.trim());
    for (const { row } of pairs('licences', 'thousands-point')) {
      expect(numbers(row).some((cell) => /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(cell))).toBe(true);
    }
    for (const { row } of pairs('licences', 'decimal-comma'))
      expect(numbers(row).every((cell) => !/^\d+\.\d+$/.test(cell))).toBe(true);
    for (const { row } of pairs('licences', 'decimal-comma', false)) expect(numbers(row).join(' ')).not.toContain(',');
  });
});

describe('the school rolls', () => {
  it('are written in Windows-1252 with semicolons, as their card says', () => {
    expect(recordFile('school_rolls')).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
    expect(new Set(rows('school_rolls').map((row) => plain(row.school_name!.trim()))).size).toBeGreaterThanOrEqual(9);
  });

  it('name only children of the age of their grade who live in the two districts', () => {
    for (const row of truth('school_rolls')) {
      expect(2024 - Number(row.birth_date!.slice(0, 4)) - 3).toBe(Number(row.grade));
      expect(['district-3', 'district-4']).toContain(districtOf.get(row.section_id!));
    }
  });
  const districtOf = new Map(
    layer('census_sections').map((section) => [section.feature_id as string, section.district_id]),
  );
});

/** Levenshtein's. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let line = 1; line <= a.length; line++) {
    const now = [line];
    for (let column = 1; column <= b.length; column++) {
      const replaced = before[column - 1]! + (a[line - 1] === b[column - 1] ? 0 : 1);
      now.push(Math.min(replaced, before[column]! + 1, now[column - 1]! + 1));
    }
    before = now;
  }
  return before[b.length]!;
}
