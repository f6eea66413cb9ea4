/** Plain Node entry of `npm run build`: makes TypeScript runnable, then builds. */
import { register } from 'tsx/esm/api';

register();
await import('./build.ts');
