/**
 * `npm run bench -- NAME [--json]`: runs one benchmark, or all without a name. Each measures its baseline in the same
 * run. With --json one line per figure, and the machine once.
 */
import { register } from 'tsx/esm/api';

register();
const { runBenchmarks } = await import('./runner.ts');
process.exitCode = await runBenchmarks(process.argv.slice(2));
