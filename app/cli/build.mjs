/** Plain Node entry of `npm run build`: makes TypeScript runnable, builds, and notes it, so that `npm start` need not. */
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';
import { markBuilt, sourcesHash } from '../../simulators/server/prepare.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const hash = await sourcesHash(root);
register();
await import('./build.ts');
await markBuilt(root, hash);
