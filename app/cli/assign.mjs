/** Plain Node entry of `npm run assign`: makes TypeScript runnable. */
import { register } from 'tsx/esm/api';

register();
const { runAssign } = await import('./assign.ts');
process.exitCode = await runAssign(process.argv.slice(2));
