/** Plain Node entry of `npm run doctor`: makes TypeScript runnable, and the list of reference systems. */
import { register } from 'tsx/esm/api';

register();
const { ensureCrsDefinitions } = await import('./crs/ensure.ts');
ensureCrsDefinitions();
const { runDoctor } = await import('./doctor.ts');
process.exitCode = await runDoctor(process.argv.slice(2));
