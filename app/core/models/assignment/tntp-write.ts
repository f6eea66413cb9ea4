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

/** A trip table as a TNTP file; empty cells are left out. */
export function formatTntpTrips({ zoneCount, trips }: TntpTrips): string {
  let total = 0;
  for (let cell = 0; cell < trips.length; cell++) total += trips[cell]!;
  const lines = [`<NUMBER OF ZONES> ${zoneCount}`, `<TOTAL OD FLOW> ${total}`, '<END OF METADATA>', ''];
  for (let i = 0; i < zoneCount; i++) {
    lines.push(`Origin ${i + 1}`);
    let cells: string[] = [];
    for (let j = 0; j < zoneCount; j++) {
      const volume = trips[i * zoneCount + j]!;
      if (volume === 0) continue;
      cells.push(`${j + 1} : ${volume};`);
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
