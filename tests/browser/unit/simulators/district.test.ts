import { expect, it } from 'vitest';
import type { DatasetManifest } from '../../../../app/core/catalogue/dataset-manifest.ts';
import {
  createDistrictModel,
  DISTRICT_PARAMETERS,
  generateDistrict,
  toGeoJsonText,
} from '../../../../simulators/city/district/index.ts';
import { createRegisters, csvText, encodeWindows1252 } from '../../../../simulators/city/district/registers/index.ts';

const committed = import.meta.glob<string>('../../../../datasets/eixample/*.geojson', {
  query: '?raw',
  import: 'default',
  eager: true,
});

it('makes the district in the browser with the same bytes as in Node', () => {
  const made = new Map(generateDistrict().map((table) => [`${table.table}.geojson`, toGeoJsonText(table)]));
  const names = Object.keys(committed).map((path) => path.slice(path.lastIndexOf('/') + 1));
  expect(names.sort()).toEqual([...made.keys()].sort());
  for (const [path, text] of Object.entries(committed)) {
    // Compared here, so that a failure names the file and does not print a megabyte.
    expect(made.get(path.slice(path.lastIndexOf('/') + 1)) === text, path).toBe(true);
  }
});

it('makes registers, traces and truths in the browser with the same bytes as in Node', async () => {
  const response = await fetch('/datasets/eixample/manifest.json');
  const { files } = (await response.json()) as DatasetManifest;
  const registers = createRegisters(createDistrictModel(DISTRICT_PARAMETERS));
  expect(registers.map(({ table }) => table)).toEqual(
    files.filter(({ role }) => role !== 'layer').map(({ table }) => table),
  );
  for (const register of registers) {
    const text = csvText(register);
    const bytes = register.encoding === 'utf-8' ? new TextEncoder().encode(text) : encodeWindows1252(text);
    const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
    const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    expect([register.table, sha256]).toEqual([
      register.table,
      files.find(({ table }) => table === register.table)!.sha256,
    ]);
    // The browser's own decoder reads back what was written, the high letters of Windows-1252 included.
    expect(new TextDecoder(register.encoding, { fatal: true }).decode(bytes) === text, register.table).toBe(true);
  }
});
