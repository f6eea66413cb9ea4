import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runAssign } from '../../../app/cli/assign.ts';

const BRAESS_NET = `<NUMBER OF ZONES> 2
<NUMBER OF NODES> 4
<FIRST THRU NODE> 1
<NUMBER OF LINKS> 5
<END OF METADATA>
~ init term capacity length time b power speed toll type ;
1 3 1 100 0.00000001 1000000000 1 0 0 1 ;
1 4 1 100 50 0.02 1 0 0 1 ;
3 2 1 100 50 0.02 1 0 0 1 ;
3 4 1 100 10 0.1 1 0 13 1 ;
4 2 1 100 0.00000001 1000000000 1 0 0 1;
`;
const BRAESS_TRIPS = '<NUMBER OF ZONES> 2\n<END OF METADATA>\nOrigin 1\n1 : 0.0; 2 : 6.0;\n';

describe('npm run assign', () => {
  let folder = '';
  const said = { out: [] as string[], error: [] as string[] };
  const write = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  };
  const run = async (...parameters: string[]) => {
    said.out = [];
    said.error = [];
    const status = await runAssign(parameters);
    return { status, out: said.out.join('\n'), error: said.error.join('\n') };
  };
  const braessFiles = async () => [
    '--net',
    await write('net.tntp', BRAESS_NET),
    '--trips',
    await write('trips.tntp', BRAESS_TRIPS),
  ];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'maqueta-assign-'));
    vi.spyOn(console, 'log').mockImplementation((text: string) => void said.out.push(text));
    vi.spyOn(console, 'error').mockImplementation((text: string) => void said.error.push(text));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  it('answers with one line of JSON and writes flows as CSV', async () => {
    const out = path.join(folder, 'flows.csv');
    const { status, out: text } = await run(...(await braessFiles()), '--gap', '1e-7', '--json', '--out', out);
    expect(status).toBe(0);
    const answer = JSON.parse(text) as Record<string, number>;
    expect(Object.keys(answer)).toEqual(['objective', 'relativeGap', 'iterations', 'seconds', 'totalTravelTime']);
    expect(answer.objective).toBeCloseTo(386, 4);
    expect(answer.totalTravelTime).toBeCloseTo(552, 1);
    expect(answer.relativeGap).toBeLessThanOrEqual(1e-7);
    const rows = (await readFile(out, 'utf8')).trim().split('\n').map((row) => row.split(',')); // biome-ignore format: short
    expect(rows[0]).toEqual(['init_node', 'term_node', 'flow', 'time', 'cost']);
    expect(rows.slice(1).map(([from, to, flow]) => [from, to, Math.round(Number(flow))])).toEqual([
      ['1', '3', 4],
      ['1', '4', 2],
      ['3', '2', 2],
      ['3', '4', 2],
      ['4', '2', 4],
    ]);
  });

  it('weighs tolls: a toll of 13 that is felt as 13 closes the shortcut', async () => {
    const { out } = await run(...(await braessFiles()), '--toll-weight', '1', '--json');
    expect((JSON.parse(out) as { totalTravelTime: number }).totalTravelTime).toBeCloseTo(6 * 83, 2);
  });

  it('tells usage from refused input by its status, and says what is wrong', async () => {
    const files = await braessFiles();
    expect(await run()).toMatchObject({ status: 2, error: expect.stringContaining('--net is missing.') });
    expect(await run(...files, '--gap', '0')).toMatchObject({ status: 2, error: expect.stringContaining('not “0”') });
    expect(await run(...files, '--toll-weight=-1')).toMatchObject({ status: 2 });
    expect(await run(...files, '--sideways')).toMatchObject({ status: 2 });
    expect(await run(...files, '--method', 'guess')).toMatchObject({ status: 2 });
    expect(await run('--help')).toMatchObject({ status: 0, out: expect.stringContaining('--trips FILE') });
    expect(await run('--net', path.join(folder, 'none'), '--trips', files[3]!)).toMatchObject({
      status: 1,
      error: expect.stringContaining('does not exist'),
    });
  });

  it('weighs tolls and lengths as the file itself says, and says so, until told otherwise', async () => {
    const [, , , trips] = await braessFiles();
    const own = await write('own-factors.tntp', BRAESS_NET.replace('<END OF', '<TOLL FACTOR> 13\n<END OF'));
    const weighed = await run('--net', own, '--trips', trips!, '--json');
    expect(weighed.error).toContain('The file’s own toll factor, 13, is used; --toll-weight gives another.');
    const without = await run('--net', own, '--trips', trips!, '--json', '--toll-weight', '0');
    expect(without.error).toBe('');
    const told = await run('--net', own, '--trips', trips!, '--json', '--toll-weight', '13');
    expect(JSON.parse(told.out).objective).toBe(JSON.parse(weighed.out).objective);
    expect(JSON.parse(without.out).objective).not.toBe(JSON.parse(weighed.out).objective);
  });

  it('names the link or the zone of input it refuses', async () => {
    const [, net, , trips] = await braessFiles();
    const noCapacity = await write('no-capacity.tntp', BRAESS_NET.replace('1 4 1 100', '1 4 0 100'));
    expect(await run('--net', noCapacity, '--trips', trips!)).toEqual({
      status: 1,
      out: '',
      error: 'Assignment: Link 1 → 4 (line 8) has capacity 0; it must be above zero.',
    });
    const backwards = await write('backwards.tntp', `${BRAESS_TRIPS}Origin 2\n1 : 4;\n`);
    expect(await run('--net', net!, '--trips', backwards)).toMatchObject({
      status: 1,
      error:
        'Assignment: There is no way from zone 2 to zone 1; 4 trips that start there reach nothing.\n' +
        '--leave-out-unreachable assigns the others.',
    });
    const negative = await write('negative.tntp', BRAESS_TRIPS.replace('6.0', '-6.0'));
    expect((await run('--net', net!, '--trips', negative)).error).toContain('Line 4: there are -6 trips from zone 1');
  });

  it('says when the gap was not reached', async () => {
    const { status, out, error } = await run(
      ...(await braessFiles()),
      '--max-iterations',
      '1',
      '--gap',
      '1e-9',
      '--json',
    );
    expect(status).toBe(1);
    expect((JSON.parse(out) as { iterations: number }).iterations).toBe(1);
    expect(error).toMatch(/^The relative gap is .* after 1 iterations; 1e-9 was not reached\.$/);
  });
});
