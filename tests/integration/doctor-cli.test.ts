import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorReport } from '../../app/core/geo/doctor/report.ts';
import { buildingFile } from '../builders/building-file.ts';
import { dbaseTable, shapeFile } from '../builders/shapefile.ts';

const doctor = fileURLToPath(new URL('../../app/cli/doctor.mjs', import.meta.url));

interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

const run = (...parameters: string[]): Promise<Answer> =>
  new Promise((resolve) => {
    execFile(process.execPath, [doctor, ...parameters], (error, out, err) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err });
    });
  });

describe('npm run doctor', () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'maqueta-doctor-'));
    await writeFile(at('buildings.geojson'), buildingFile({ count: 20, projected: true }));
    await writeFile(at('lost.geojson'), buildingFile({ count: 20, projected: true }).replace(/"crs":.*?}},/, ''));
    await writeFile(at('broken.json'), '{"type": "FeatureCollection", "features": [}');
    await writeFile(
      at('bow-tie.geojson'),
      '{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[2,41],[3,42],[3,41],[2,42],[2,41]]]}}',
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('prints one JSON object of what it found, and ends well', async () => {
    const { status, out, err } = await run(at('buildings.geojson'), '--json');
    const report = JSON.parse(out) as DoctorReport;
    expect([status, err]).toEqual([0, '']);
    expect(report).toMatchObject({
      outcome: 'loads',
      features: 20,
      drawable: 20,
      geometryTypes: { Polygon: 20 },
      crs: { declared: 'urn:ogc:def:crs:EPSG::25831', used: 'EPSG:25831', why: 'declared' },
      file: { name: 'buildings.geojson', format: 'geojson', encoding: 'utf-8' },
      height: { column: 'height', known: 20, of: 20 },
    });
    const [west, south, east, north] = report.bbox!;
    expect([west, south, east, north].map((degrees) => degrees.toFixed(2))).toEqual(['2.16', '41.37', '2.16', '41.37']);
    expect(report.issues).toContainEqual(expect.objectContaining({ code: 'clockwise-outer-ring', count: 20 }));
  });

  it('takes the other parts of a shapefile from beside it', async () => {
    await writeFile(at('trees.shp'), shapeFile([{ type: 1, parts: [[[430_500, 4_582_000]]] }]));
    await writeFile(at('trees.DBF'), dbaseTable([{ name: 'NAME', type: 'C', length: 10 }], [['Plane']]));
    await writeFile(at('others.dbf'), 'x');
    const { out } = await run(at('trees.shp'), '--json');
    expect(JSON.parse(out)).toMatchObject({ features: 1, columns: [{ source: 'NAME', filled: 1 }] });
  });

  it('asks for the reference system with status 1, and takes it', async () => {
    const asked = await run(at('lost.geojson'), '--json');
    const report = JSON.parse(asked.out) as DoctorReport;
    expect(asked.status).toBe(1);
    expect(report).toMatchObject({ outcome: 'needs-crs', bbox: null });
    expect(report.crs.candidates.map(({ code }) => code)).toContain('EPSG:25831');
    const told = await run(at('lost.geojson'), '--json', '--crs', 'EPSG:25831');
    expect(told.status).toBe(0);
    expect(JSON.parse(told.out)).toMatchObject({ outcome: 'loads', crs: { used: 'EPSG:25831', why: 'chosen' } });
  });

  it('refuses with status 1 and a sentence', async () => {
    const { status, out } = await run(at('broken.json'));
    expect(status).toBe(1);
    expect(out).toMatch(/^broken\.json: refused\nThis file cannot be loaded: /);
  });

  it('writes readable lines', async () => {
    const { status, out } = await run(at('bow-tie.geojson'));
    expect(status).toBe(0);
    expect(out).toContain('The one feature can be drawn: one shape crossed itself and was mended.');
    expect(out).toMatch(/mended +one shape crossed itself and was mended \(self-intersection\) \[feature 1, line 1\]/);
  });

  it('passes nothing on that moves the cursor of a terminal', async () => {
    const named =
      '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"M\\u001b[31m"}},"features":[]}';
    await writeFile(at('escape.geojson'), named);
    const { out } = await run(at('escape.geojson'));
    expect(out).toContain('M�[31m');
    expect(out).not.toContain('\u001b');
  });

  it.each([
    [[], /which file/],
    [['nowhere.geojson'], /no such file/],
    [['a.json', 'b.json'], /one file at a time/],
    [['a.json', '--colour'], /--colour/],
  ])('ends with status 2 and how it is used, for %j', async (parameters, message) => {
    const { status, out, err } = await run(...parameters);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).toContain('npm run doctor -- FILE');
  });

  it('ends with status 2 for a reference system that nobody knows', async () => {
    const { status, err } = await run(at('lost.geojson'), '--crs', 'EPSG:1');
    expect(status).toBe(2);
    expect(err).toContain('EPSG:1 is not a reference system');
  });
});
