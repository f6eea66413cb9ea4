/** Plain Node entry of `npm run exercises`: makes TypeScript runnable, and the list of reference systems. */
import { register } from 'tsx/esm/api';

register();
const { ensureCrsDefinitions } = await import('./crs/ensure.ts');
ensureCrsDefinitions();
const { runExercises } = await import('./exercises/run.ts');
process.exitCode = await runExercises(process.argv.slice(2));
