import { cpus, totalmem } from 'node:os';
import type { Benchmark, Figure } from './benchmark.ts';

/** Loaded when asked for: a benchmark may start browsers and brokers on import of its parts. */
const BENCHMARKS: Readonly<Record<string, () => Promise<{ bench: Benchmark }>>> = {
  stream: () => import('./stream.bench.ts'),
  start: () => import('./start.bench.ts'),
  memory: () => import('./memory.bench.ts'),
  storage: () => import('./storage.bench.ts'),
  scene: () => import('./scene.bench.ts'),
  join: () => import('./join.bench.ts'),
  assign: () => import('./assign.bench.ts'),
  whatif: () => import('./whatif.bench.ts'),
  sun: () => import('./sun.bench.ts'),
  access: () => import('./access.bench.ts'),
  reading: () => import('./reading.bench.ts'),
  doctor: () => import('./doctor.bench.ts'),
  import: () => import('./import.bench.ts'),
};

const round = (value: number | null) => (value === null ? null : Number(value.toPrecision(4)));

function describe(figure: Figure): string {
  const parts = [`${figure.name} · ${figure.metric}: ${round(figure.value)} ${figure.unit}`];
  if (figure.baseline !== null)
    parts.push(`baseline ${round(figure.baseline)} ${figure.unit}, ratio ${round(figure.ratio)}`);
  if (figure.goal !== null) parts.push(`goal ${figure.goal} ${figure.holds ? '— holds' : '— MISSED'}`);
  return parts.join(' · ');
}

/** Exit status: 0 all goals hold, 1 one is missed, 2 usage. */
export async function runBenchmarks(parameters: readonly string[]): Promise<number> {
  const json = parameters.includes('--json');
  const asked = parameters.filter((parameter) => !parameter.startsWith('--'));
  const unknown = asked.filter((name) => !(name in BENCHMARKS));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(BENCHMARKS).join(', ')}.`);
    return 2;
  }
  const machine = {
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    renderer: 'ANGLE/SwiftShader (software)',
  };
  console.log(
    json ? JSON.stringify({ machine }) : `${machine.cores} cores, ${machine.memoryGb} GB, ${machine.renderer}`,
  );
  let held = true;
  for (const name of asked.length > 0 ? asked : Object.keys(BENCHMARKS)) {
    const { bench } = await BENCHMARKS[name]!();
    for (const figure of await bench.run()) {
      const rounded = {
        ...figure,
        value: round(figure.value),
        baseline: round(figure.baseline),
        ratio: round(figure.ratio),
      };
      console.log(json ? JSON.stringify(rounded) : describe(figure));
      held &&= figure.holds !== false;
    }
  }
  return held ? 0 : 1;
}
