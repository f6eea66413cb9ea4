/** What the database says of a wrong call, in words that name the function: the macros between people and us are not theirs. */
import { tokenizeSql } from '../sql-tokens.ts';
import { type FunctionReference, type ParameterType, signatureText } from './function-reference.ts';
import { FUNCTION_REFERENCE } from './reference.ts';

const MIXED = /^Cannot mix values of type (.+?) and (BLOB|DOUBLE|VARCHAR) in COALESCE operator/;
const WRONG_ARGUMENTS = /^Macro (\w+)\(\) does not support the supplied arguments/;
const NOT_IN_AGGREGATE = /^Function "(\w+)" is a Macro Function\. "DISTINCT"/;
const UNSUPPORTED = /^Unsupported UDF argument type "?(.+?)"?$/;

const WANTED: Readonly<Record<string, { readonly types: readonly ParameterType[]; readonly words: string }>> = {
  BLOB: { types: ['geometry', 'blob'], words: 'a geometry' },
  DOUBLE: { types: ['double'], words: 'a number' },
  VARCHAR: { types: ['text'], words: 'a text' },
};

const byName = new Map<string, FunctionReference>();
for (const entry of FUNCTION_REFERENCE) {
  for (const name of [entry.name, ...entry.aliases]) byName.set(name.toLowerCase(), entry);
}

/** The message as people should read it; the same one where it is not about a function of ours. */
export function explainFunctionError(message: string, statement: string): string {
  const mixed = MIXED.exec(message);
  if (mixed !== null) {
    const [, given = '', wanted = ''] = mixed;
    const { types, words } = WANTED[wanted]!;
    const called = calledIn(statement);
    // A coalesce() of the person's own is reported in the same way.
    if (called.usesCoalesce) return message;
    const names = called.functions
      .filter(({ signatures }) => signatures.some((of) => of.parameters.some(({ type }) => types.includes(type))))
      .map(({ name }) => name);
    if (names.length === 0) return message;
    const subject = names.length === 1 ? names[0] : `one of ${names.join(', ')}`;
    return `${subject} takes ${words}, got ${given.replace('_LITERAL', '')}`;
  }
  const entry = byName.get((WRONG_ARGUMENTS.exec(message) ?? NOT_IN_AGGREGATE.exec(message))?.[1]?.toLowerCase() ?? '');
  if (entry !== undefined && WRONG_ARGUMENTS.test(message)) {
    return `${entry.name} takes other arguments: ${entry.signatures.map((of) => signatureText(entry.name, of)).join(' or ')}`;
  }
  if (entry !== undefined) {
    return `${entry.name} takes no DISTINCT, FILTER or ORDER BY: choose the rows with WHERE or in a subquery`;
  }
  const unsupported = UNSUPPORTED.exec(message)?.[1];
  if (unsupported !== undefined) return `a function was given a value of type ${unsupported}, which it does not take`;
  return message;
}

/** Functions of ours in the text, each once. */
function calledIn(statement: string): { readonly functions: FunctionReference[]; readonly usesCoalesce: boolean } {
  const functions = new Set<FunctionReference>();
  let usesCoalesce = false;
  for (const { type, value } of tokenizeSql(statement)) {
    if (type !== 'word') continue;
    usesCoalesce ||= value === 'coalesce';
    const entry = byName.get(value.toLowerCase());
    if (entry !== undefined) functions.add(entry);
  }
  return { functions: [...functions], usesCoalesce };
}
