/** What a person's SQL makes and takes away: tables and views of their own, with the statement that made each. */
import { type GuardRules, judgeStatement, splitStatements } from './statement-guard.ts';

export interface MadeObject {
  readonly type: 'made' | 'dropped';
  /** In lower case, as the database tells names apart. */
  readonly name: string;
  readonly sql: string;
}

const ANYTHING: GuardRules = { isProtected: () => false, isBuiltinFunction: () => false };
const RELATIONS: ReadonlySet<string> = new Set(['table', 'view']);
const BEFORE_KIND: ReadonlySet<string> = new Set(['create', 'drop', 'or', 'replace', 'recursive']);

/** In the order of the statements; what was made and dropped again stands twice. Macros are not among them. */
export function madeObjects(sql: string): readonly MadeObject[] {
  return splitStatements(sql).flatMap(({ text, tokens }): MadeObject[] => {
    const verdict = judgeStatement(tokens, ANYTHING);
    if (verdict.type !== 'write' || (verdict.verb !== 'create' && verdict.verb !== 'drop')) return [];
    const kind = tokens.find(({ type, value }) => type !== 'word' || !BEFORE_KIND.has(value))?.value ?? '';
    if (!RELATIONS.has(kind)) return [];
    return [{ type: verdict.verb === 'create' ? 'made' : 'dropped', name: verdict.target, sql: text }];
  });
}
