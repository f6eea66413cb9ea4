/** Finds a member that stands twice in the same object: `JSON.parse` keeps the last and says nothing. */

const TOKEN = /"(?:[^"\\]|\\[\s\S])*"|[{}[\],:]/g;

/** The first name that an object of this valid JSON has twice; null where none has. */
export function firstDuplicateName(json: string): string | null {
  /** Names seen in each open bracket; null for arrays. */
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const names = open.at(-1);
      const name = JSON.parse(last) as string;
      if (names?.has(name)) return name;
      names?.add(name);
    }
    last = token;
  }
  return null;
}
