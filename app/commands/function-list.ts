/** The functions that the house adds to SQL, for the panels: what they are called, take, give and compute. */
import { type FunctionReference, signatureText } from '../core/store/spatial/function-reference.ts';
import { FUNCTION_REFERENCE } from '../core/store/spatial/reference.ts';

export interface ListedFunction
  extends Pick<FunctionReference, 'name' | 'group' | 'computes' | 'unit' | 'error' | 'example'> {
  /** As people read them, one per way to call it. */
  readonly signatures: readonly string[];
  /** What is looked through when somebody searches, in lower case. */
  readonly words: string;
}

export const LISTED_FUNCTIONS: readonly ListedFunction[] = FUNCTION_REFERENCE.map((entry) => ({
  ...entry,
  signatures: entry.signatures.map((of) => signatureText(entry.name, of)),
  words: [entry.name, ...entry.aliases, entry.computes].join(' ').toLowerCase(),
}));
