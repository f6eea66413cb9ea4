/** The generated list (app/cli/crs/ensure.ts writes it before anything is built or tested). */
import type { PackedDefinitions } from './packed-definitions.ts';

export const PACKED_DEFINITIONS: PackedDefinitions;
