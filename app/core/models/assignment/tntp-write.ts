import type { TntpFlows } from './tntp-flows.ts';
import type { TntpNetwork } from './tntp-network.ts';
import type { TntpTrips } from './tntp-trips.ts';

const CELLS_PER_LINE = 5;

/** A network as a TNTP file; reading it gives the same numbers. */
export function formatTntpNetwork(net: TntpNetwork): string {
  const lines = [
    `<NUMBER OF ZONES> ${net.zoneCount}`,
    `<NUMBER OF NODES> ${net.nodeCount}`,
    `<FIRST THRU NODE> ${net.firstThroughNode}`,
    `<NUMBER OF LINKS> ${net.linkCount}`,
    ...(net.distanceFactor === null ? [] : [`<DISTANCE FACTOR> ${net.distanceFactor}`]),
    ...(net.tollFactor === null ? [] : [`<TOLL FACTOR> ${net.tollFactor}`]),
    '<END OF METADATA>',
    '',
    '~\tinit_node\tterm_node\tcapacity\tlength\tfree_flow_time\tb\tpower\tspeed\ttoll\tlink_type\t;',
  ];
  for (let a = 0; a < net.linkCount; a++) {
    const fields = [
      net.initNode[a],
      net.termNode[a],
      net.capacity[a],
      net.length[a],
      net.freeFlowTime[a],
      net.b[a],
      net.power[a],
      net.speed[a],
      net.toll[a],
      net.type[a],
    ];
    lines.push(`\t${fields.join('\t')}\t;`);
  }
  return `${lines.join('\n')}\n`;
}

/** A trip table as a TNTP file. */
export function formatTntpTrips({ zoneCount, origin, destination, trips }: TntpTrips): string {
  let total = 0;
  for (let row = 0; row < trips.length; row++) total += trips[row]!;
  const lines = [`<NUMBER OF ZONES> ${zoneCount}`, `<TOTAL OD FLOW> ${total}`, '<END OF METADATA>', ''];
  let row = 0;
  for (let zone = 1; zone <= zoneCount; zone++) {
    lines.push(`Origin ${zone}`);
    let cells: string[] = [];
    for (; row < trips.length && origin[row] === zone; row++) {
      cells.push(`${destination[row]} : ${trips[row]};`);
      if (cells.length < CELLS_PER_LINE) continue;
      lines.push(`    ${cells.join('  ')}`);
      cells = [];
    }
    if (cells.length > 0) lines.push(`    ${cells.join('  ')}`);
    lines.push('');
  }
  return `${lines.join('\n')}\n`;
}

/** Link flows as a TNTP file. */
export function formatTntpFlows({ initNode, termNode, volume, cost }: TntpFlows): string {
  const lines = ['From\tTo\tVolume\tCost'];
  for (let a = 0; a < volume.length; a++) lines.push(`${initNode[a]}\t${termNode[a]}\t${volume[a]}\t${cost[a]}`);
  return `${lines.join('\n')}\n`;
}
