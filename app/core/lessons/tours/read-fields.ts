/** Reads the fields of a YAML block one by one and says in plain words, with the line, what is wrong with them. */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { type TourIssue, type TourIssueCode, tourIssue } from './tour-issue.ts';

export class Fields {
  private readonly read = new Set<string>();

  constructor(
    private readonly values: ReadonlyMap<string, unknown>,
    private readonly lines: ReadonlyMap<string, number>,
    /** The block's first line in the file. */
    readonly line: number,
    private readonly issues: TourIssue[],
    /** What the fields stand in, such as `camera`; empty for the block itself. */
    private readonly path = '',
  ) {}

  problem(code: TourIssueCode, name: string, detail: string): null {
    this.issues.push(tourIssue(code, this.lines.get(name) ?? this.line, detail));
    return null;
  }

  has(name: string): boolean {
    this.read.add(name);
    const value = this.values.get(name);
    return value !== undefined && value !== null;
  }

  raw(name: string): unknown {
    return this.has(name) ? this.values.get(name) : undefined;
  }

  private nameOf(name: string): string {
    return this.path === '' ? name : `${this.path}: ${name}`;
  }

  text(name: string, longest = 200): string | null {
    const value = this.raw(name);
    if (value === undefined) return null;
    if (typeof value === 'string' && value.trim() !== '' && value.length <= longest) return value.trim();
    return this.problem('bad-value', name, `“${this.nameOf(name)}” is to be a text of at most ${longest} letters`);
  }

  number(name: string, low: number, high: number): number | null {
    const value = this.raw(name);
    if (value === undefined) return null;
    if (typeof value === 'number' && value >= low && value <= high) return value;
    return this.problem(
      'bad-value',
      name,
      `“${this.nameOf(name)}” is to be a number from ${low} to ${high}, not ${shown(value)}`,
    );
  }

  /** YAML 1.2 takes `yes` for a text; people write it all the same. */
  flag(name: string): boolean | null {
    const value = this.raw(name);
    if (value === undefined) return null;
    if (value === true || value === 'yes' || value === 'on') return true;
    if (value === false || value === 'no' || value === 'off') return false;
    return this.problem('bad-value', name, `“${this.nameOf(name)}” is to be yes or no, not ${shown(value)}`);
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | null {
    const value = this.raw(name);
    if (value === undefined) return null;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    return this.problem(
      'bad-value',
      name,
      `“${this.nameOf(name)}” is to be one of ${choices.join(', ')}, not ${shown(value)}`,
    );
  }

  /** Fields within a field; null where it is none. */
  inside(name: string): Fields | null {
    const value = this.raw(name);
    if (value === undefined) return null;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.problem(
        'bad-value',
        name,
        `“${this.nameOf(name)}” is to have fields of its own, not ${shown(value)}`,
      );
    }
    const line = this.lines.get(name) ?? this.line;
    return new Fields(new Map(Object.entries(value)), new Map(), line, this.issues, this.nameOf(name));
  }

  /** To be called last: a field that nobody asked for is a slip of the pen. */
  finish(known: readonly string[]): void {
    for (const name of this.values.keys()) {
      if (this.read.has(name) || known.includes(name)) continue;
      this.problem(
        'unknown-field',
        name,
        `there is no field “${this.nameOf(name).slice(0, 60)}”; there are ${known.join(', ')}`,
      );
    }
  }
}

/** A value as a person wrote it, cut. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'fields';
  return `“${String(value).slice(0, 40)}”`;
}

/** Text of a block that begins on `firstLine` of the file; null where it is no YAML or holds no fields. */
export function readFields(text: string, firstLine: number, issues: TourIssue[]): Fields | null {
  const counter = new LineCounter();
  // Aliases are how a few lines of YAML become millions.
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, customTags: [], schema: 'core' });
  const lineAt = (offset: number) => firstLine + counter.linePos(offset).line - 1;
  const [error] = document.errors;
  if (error !== undefined) {
    const words = error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
    issues.push(tourIssue('bad-yaml', lineAt(error.pos[0]), `this is no YAML: ${words.slice(0, 160)}`));
    return null;
  }
  if (document.contents !== null && !isMap(document.contents)) {
    issues.push(tourIssue('bad-yaml', firstLine, 'this block is to have fields, each “name: value”'));
    return null;
  }
  const lines = new Map<string, number>();
  for (const { key } of document.contents?.items ?? []) {
    if (isScalar(key) && key.range) lines.set(String(key.value), lineAt(key.range[0]));
  }
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 0 });
  } catch {
    issues.push(tourIssue('bad-yaml', firstLine, 'write values out: references with * are not read'));
    return null;
  }
  return new Fields(new Map(Object.entries(plain ?? {})), lines, firstLine, issues);
}
