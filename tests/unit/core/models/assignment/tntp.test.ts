import { describe, expect, it } from 'vitest';
import { findEquilibrium } from '../../../../../app/core/models/assignment/equilibrium.ts';
import { parseTntpFlows } from '../../../../../app/core/models/assignment/tntp-flows.ts';
import { networkOfTntp, parseTntpNetwork, tntpNames } from '../../../../../app/core/models/assignment/tntp-network.ts';
import { parseTntpTrips, tableOfTntp } from '../../../../../app/core/models/assignment/tntp-trips.ts';
import {
  formatTntpFlows,
  formatTntpNetwork,
  formatTntpTrips,
} from '../../../../../app/core/models/assignment/tntp-write.ts';

const NET = `<NUMBER OF ZONES>\t2\t\t
<number of nodes> 4
<FIRST THRU NODE> 3
<NUMBER OF LINKS> 3
<ORIGINAL HEADER>~ \tInit node \tTerm node \t;
<END OF METADATA>\t\t


~\tinit_node\tterm_node\tcapacity\tlength\tfree_flow_time\tb\tpower\tspeed\ttoll\tlink_type\t;
\t1\t3\t1.5e+03\t2.5\t.00000001\t1.0E+9\t1\t50\t20\t1\t;
  3   4  900 1 6. 0.15 4 0 0 1;
\t4\t2\t999999\t0.5\t0.0000000000E+00\t0\t0\t0\t0\t3   ~ a connector
`;
const TRIPS = `<NUMBER OF ZONES> 2
<TOTAL OD FLOW>   15.5
<END OF METADATA>

Origin \t1
    1 :      0.0;     2 :     12.5;
Origin 2
1 :3
`;

const details = ({ issues }: { issues: readonly { detail?: string }[] }) => issues.map(({ detail }) => detail);
const net = (...rows: string[]) =>
  parseTntpNetwork(`<NUMBER OF ZONES> 2\n<FIRST THRU NODE> 1\n<END OF METADATA>\n${rows.join('\n')}`);
/** Rows as [from, to, trips]. */
const rowsOf = ({ value }: ReturnType<typeof parseTntpTrips>) =>
  [...value!.trips].map((volume, row) => [value!.origin[row], value!.destination[row], volume]);
const trips = (...rows: string[]) => parseTntpTrips(`<END OF METADATA>\n${rows.join('\n')}`);

describe('a network file of the TNTP format', () => {
  it('is read with its comments, tabs, blank lines, capitals and missing semicolons', () => {
    const { value, issues } = parseTntpNetwork(NET);
    expect(issues).toEqual([]);
    expect(value).toMatchObject({ zoneCount: 2, nodeCount: 4, firstThroughNode: 3, linkCount: 3 });
    expect([...value!.initNode]).toEqual([1, 3, 4]);
    expect([...value!.termNode]).toEqual([3, 4, 2]);
    expect([...value!.capacity]).toEqual([1500, 900, 999999]);
    expect([...value!.freeFlowTime]).toEqual([1e-8, 6, 0]);
    expect([...value!.b]).toEqual([1e9, 0.15, 0]);
    expect([...value!.toll]).toEqual([20, 0, 0]);
    expect([...value!.line]).toEqual([10, 11, 12]);
  });

  it('becomes a network whose zones are not passed and whose tolls and lengths cost what they weigh', () => {
    const { value } = parseTntpNetwork(NET);
    const network = networkOfTntp(value!, { tollWeight: 0.1, distanceWeight: 2 });
    expect([...network.from]).toEqual([0, 2, 3]);
    expect([...network.noThrough!]).toEqual([1, 1, 0, 0]);
    expect([...network.fixedCostS!]).toEqual([7, 2, 1]);
    expect([...networkOfTntp(value!).fixedCostS!]).toEqual([0, 0, 0]);
  });

  it('says on which line what is wrong', () => {
    expect(details(net('1 2 100 1 5 0.15 4 0 0 1 ;', '1 2 abc 1 5 0.15 4 0 0 1 ;'))).toEqual([
      'line 5: the capacity of link 1 → 2 is “abc”, which is no number',
    ]);
    expect(details(net('1 2 100 1 5;'))).toEqual(['line 4: the B of link 1 → 2 is missing']);
    expect(details(net('1 2 100 1 NaN 0.15 4;'))).toEqual([
      'line 4: the free flow time of link 1 → 2 is “NaN”, which is no number',
    ]);
    expect(details(net('0 2 100 1 5 0.15 4;'))[0]).toMatch(/^line 4: “0 2 100 1 5 0.15 4;” does not begin/);
    expect(details(net(''))).toEqual(['the network file holds no link']);
    expect(details(parseTntpNetwork(''))).toEqual(['the network file holds no link']);
  });

  it('takes lines without speed, toll and type, and names of columns without a comment sign', () => {
    const { value } = net('init term capacity length time b power', '1 2 100 1 5 0.15 4');
    expect([value!.linkCount, value!.toll[0]]).toEqual([1, 0]);
  });

  it('warns where head and body differ', () => {
    const text = NET.replace('<number of nodes> 4', '<NUMBER OF NODES> 3').replace('LINKS> 3', 'LINKS> 5');
    const result = parseTntpNetwork(text.replace('<FIRST THRU NODE> 3\n', ''));
    expect(result.value).toMatchObject({ nodeCount: 4, firstThroughNode: 1 });
    expect(result.issues.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(details(result)).toEqual([
      'no FIRST THRU NODE is given; every node may be passed',
      'line 10 names node 4, but 3 nodes are announced',
      '5 links are announced, 3 are there',
    ]);
  });

  it('leads to sentences that name link, line and zone', () => {
    const { value } = net('1 2 0 1 5 0.15 4 0 0 1 ;');
    const network = networkOfTntp(value!);
    const table = tableOfTntp(parseTntpTrips(TRIPS).value!);
    const names = tntpNames(value!, table);
    expect(details(findEquilibrium(network, table, { names }))).toEqual([
      'link 1 → 2 (line 4) has capacity 0; it must be above zero',
    ]);
    const whole = { ...network, capacityVehPerHour: Float64Array.of(10) };
    expect(details(findEquilibrium(whole, table, { names }))).toEqual([
      'there is no way from zone 2 to zone 1; 3 trips that start there reach nothing',
    ]);
  });
});

describe('a trips file of the TNTP format', () => {
  it('is read by origin blocks', () => {
    const result = parseTntpTrips(TRIPS);
    expect(result.issues).toEqual([]);
    expect(rowsOf(result)).toEqual([
      [1, 2, 12.5],
      [2, 1, 3],
    ]);
  });

  it('is read however the cells are spaced', () => {
    const result = trips(
      'origin 1',
      '3:1;2 :2 ; 1: 3',
      'Origin  3',
      '',
      '1 : 1.0E+01',
      'ORIGIN: 2',
      '3 :4',
      'Origin 2 : 1 : 6;',
    );
    expect(result.issues).toEqual([]);
    expect(rowsOf(result)).toEqual([
      [1, 1, 3],
      [1, 2, 2],
      [1, 3, 1],
      [2, 1, 6],
      [2, 3, 4],
      [3, 1, 10],
    ]);
  });

  it('says on which line what is wrong', () => {
    expect(details(trips('1 : 5;'))).toEqual(['line 2: “1 : 5” stands before any origin']);
    expect(details(trips('Origin 1', '2 : five;'))).toEqual(['line 3: trips from zone 1 to zone 2 are “five”']);
    expect(details(trips('Origin 1', '2 : -5;'))).toEqual(['line 3: there are -5 trips from zone 1 to zone 2']);
    expect(details(trips('Origin 1', '2 : 5; what'))).toEqual([
      'line 3: “what” is neither an origin nor “zone : trips”',
    ]);
    expect(details(trips('Origin x', '2 : 5;'))[0]).toBe('line 2: origin “x” is no zone number');
    expect(details(trips(''))).toEqual(['the trips file holds no trips']);
    expect(details(trips('Origin 1', '2000000 : 5;'))[0]).toMatch(/^zone 2000000 is beyond/);
  });

  it('warns of a total that is not what it adds up to and of cells given twice', () => {
    const result = parseTntpTrips(`${TRIPS}\n1 : 4;`);
    expect(rowsOf(result)).toEqual([
      [1, 2, 12.5],
      [2, 1, 4],
    ]);
    expect(details(result)).toEqual([
      'line 10: trips from zone 2 to zone 1 stand twice; the last ones count',
      'the trips add up to 16.5, 15.5 are announced',
    ]);
  });

  it('may know more zones than have trips: the others take no room, and trips within a zone none', () => {
    const text = `<NUMBER OF ZONES> 7,388\n<TOTAL OD FLOW> 1,005.0 ;\n<END OF METADATA>\nOrigin 7000\n7000 : 5; 12 : 1000;`;
    const { value, issues } = parseTntpTrips(text);
    expect(issues).toEqual([]);
    expect(value!.zoneCount).toBe(7388);
    expect(tableOfTntp(value!)).toEqual({
      zoneNode: Int32Array.of(11, 6999),
      tripsPerHour: Float64Array.of(0, 0, 1000, 0),
    });
  });

  it('between zones that the network does not have is refused by name', () => {
    const network = parseTntpNetwork(NET).value!;
    const table = tableOfTntp(trips('Origin 1', '2 : 1; 9 : 3;').value!);
    const names = tntpNames(network, table);
    expect(details(findEquilibrium(networkOfTntp(network), table, { names }))).toEqual([
      'zone 9 is on no node of the network',
    ]);
  });
});

describe('quirks of published files', () => {
  const ROW = '1 2 99999 1 0 0.15 4 0 0 1 ;';
  it.each([
    ['a space in the end of the head', `<NUMBER OF ZONES> 2\n<FIRST THRU NODE> 1\n< END OF  METADATA >\n${ROW}`],
    ['no end of the head', `<NUMBER OF ZONES> 2\n<FIRST THRU NODE> 1\n${ROW}`],
    ['a link on the line of the end', `<NUMBER OF ZONES> 2\n<FIRST THRU NODE> 1\n<END OF METADATA>${ROW}`],
    ['a comment on the line of the end', `<NUMBER OF ZONES> 2\n<FIRST THRU NODE> 1\n<END OF METADATA> ~ init\n${ROW}`],
    ['the head drawn in', `  <NUMBER OF ZONES>2\n\t<FIRST THRU NODE>\t1\t\n <END OF METADATA>\n${ROW}`],
    ['through in full', `<Number of zones> 2\n<First through node> 1\n<End of metadata>\n${ROW}`],
    ['an old editor’s last character', `<NUMBER OF ZONES> 2\n<FIRST THRU NODE> 1\n<END OF METADATA>\n${ROW}\n\u001A\n`],
    [
      'commas and more columns',
      '<NUMBER OF ZONES> 2\n<FIRST THRU NODE> 1\n<END OF METADATA>\n1,2,99999,1,0,.15,4,0,0,1,7,x;',
    ],
    ['semicolons with tabs behind', `<NUMBER OF ZONES> 2 ;\n<FIRST THRU NODE> 1;\n<END OF METADATA>\n${ROW}\t;\t`],
  ])('are read: %s', (_, text) => {
    const { value, issues } = parseTntpNetwork(text);
    expect(issues).toEqual([]);
    expect(value).toMatchObject({ zoneCount: 2, firstThroughNode: 1, linkCount: 1 });
    expect([value!.capacity[0], value!.freeFlowTime[0], value!.b[0]]).toEqual([99999, 0, 0.15]);
  });

  it('such as links of no time, power 0, huge capacities and trips within zones are solved', () => {
    // 1 → 2 by a connector of no time and a road with power 0 (constant, 5 · 1.5), or by one road that is slowed.
    const network = networkOfTntp(
      net('1 3 99999 1 0 0.15 4 0 0 1 ;', '3 2 99999 1 5 0.5 0 0 0 1 ;', '1 2 10 1 5 1 1 0 0 1 ;').value!,
    );
    const table = tableOfTntp(trips('Origin 1', '1 : 1000; 2 : 20;').value!);
    const { value } = findEquilibrium(network, table, { relativeGap: 1e-12 });
    // 5 · (1 + v/10) = 7.5 at v = 5.
    expect([...value!.flowVehPerHour].map((flow) => Number(flow.toFixed(6)))).toEqual([15, 15, 5]);
    expect(value!.totalTravelTime).toBeCloseTo(20 * 7.5, 6);
  });

  it('such as factors of toll and distance in the head count until others are given', () => {
    const text = `<NUMBER OF ZONES> 2\n<FIRST THRU NODE> 1\n<DISTANCE FACTOR> 0.04\n<TOLL FACTOR> 0.02 ~ min\n<END OF METADATA>\n1 2 9 3 5 0.15 4 0 50 1 ;`;
    const { value, issues } = parseTntpNetwork(text);
    expect(issues).toEqual([]);
    expect(networkOfTntp(value!).fixedCostS![0]).toBeCloseTo(1.12, 12);
    expect(networkOfTntp(value!, { tollWeight: 0, distanceWeight: 1 }).fixedCostS![0]).toBe(3);
    expect(parseTntpNetwork(formatTntpNetwork(value!)).value).toMatchObject({ tollFactor: 0.02, distanceFactor: 0.04 });
    expect(net('1 2 9 3 5 0.15 4 0 50 1 ;').value).toMatchObject({ tollFactor: null, distanceFactor: null });
  });

  it('such as zones that may be passed are passed', () => {
    // Zones 1 to 3, but through traffic is let through from node 2 on: 1 → 3 leads over zone 2.
    const { value } = parseTntpNetwork(
      '<NUMBER OF ZONES> 3\n<FIRST THRU NODE> 2\n<END OF METADATA>\n1 2 9 1 5 0 0 0 0 1 ;\n2 3 9 1 5 0 0 0 0 1 ;\n',
    );
    const table = tableOfTntp(trips('Origin 1', '3 : 4;').value!);
    expect([...findEquilibrium(networkOfTntp(value!), table).value!.flowVehPerHour]).toEqual([4, 4]);
  });
});

describe('TNTP files that are written', () => {
  it('are read as the same numbers', () => {
    const network = parseTntpNetwork(NET).value!;
    const again = parseTntpNetwork(formatTntpNetwork(network)).value!;
    expect({ ...again, line: null }).toEqual({ ...network, line: null });
    const table = parseTntpTrips(TRIPS).value!;
    expect(parseTntpTrips(formatTntpTrips(table))).toEqual({ value: table, issues: [] });
    const flows = {
      initNode: Int32Array.of(1, 3),
      termNode: Int32Array.of(3, 4),
      volume: Float64Array.of(0.1 + 0.2, 1e-9),
      cost: Float64Array.of(1 / 3, 7),
    };
    expect(parseTntpFlows(formatTntpFlows(flows))).toEqual({ value: flows, issues: [] });
  });

  it('have flows that are also read in the older form', () => {
    const { value } = parseTntpFlows('~ \tTail \tHead \t: \tVolume \tCost \t;\n\t1 \t3 \t:\t 8.5 \t2.25 \t;\n');
    expect([value!.initNode[0], value!.termNode[0], value!.volume[0], value!.cost[0]]).toEqual([1, 3, 8.5, 2.25]);
    expect(details(parseTntpFlows('1 2 x'))).toEqual(['line 1: “1 2 x” is not “from to volume cost”']);
  });
});
