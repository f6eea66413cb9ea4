/** A register, or the truth about one, as rows of text: what stands in its CSV file, cell by cell. */

/** `register`: as an office hands it over; `trace`: movements of persons; `truth`: what the mess was made from. */
export type RegisterRole = 'register' | 'trace' | 'truth';

export interface RegisterColumn {
  readonly name: string;
  /** One line: meaning and unit. */
  readonly description: string;
  /** Text, as it came, unless told: only what is kept well can be more. Timestamps are UTC. */
  readonly type?: 'timestamp' | 'double';
}

export interface RegisterTable {
  readonly table: string;
  readonly role: RegisterRole;
  readonly title: string;
  /** What it is, in a sentence. */
  readonly about: string;
  /** Whom or what it covers, and why not more. */
  readonly coverage: string;
  /** What is known to be wrong with it, in general words; the answers are in the truth. */
  readonly knownProblems: readonly string[];
  /** Whether the rows are about persons. */
  readonly personal: boolean;
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly delimiter: ',' | ';';
  readonly lineEnd: '\n' | '\r\n';
  readonly columns: readonly RegisterColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** The truth about a register, from its rows' true records. */
export function truthOf(
  register: RegisterTable,
  columns: readonly RegisterColumn[],
  rows: readonly (readonly string[])[],
): RegisterTable {
  return {
    table: `${register.table}_truth`,
    role: 'truth',
    title: `The truth about: ${register.title.toLowerCase()}`,
    about: `For each row of ${register.table}: the clean record, where it belongs, and what was done to it.`,
    coverage: register.coverage,
    knownProblems: [],
    personal: register.personal,
    encoding: 'utf-8',
    delimiter: ',',
    lineEnd: '\n',
    columns,
    rows,
  };
}

export function csvText({ columns, rows, delimiter, lineEnd }: RegisterTable): string {
  const mustQuote = delimiter === ',' ? /[",\r\n]/ : /[";\r\n]/;
  const cell = (text: string) => (mustQuote.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns.map((column) => column.name), ...rows].map((row) => row.map(cell).join(delimiter));
  return lines.join(lineEnd) + lineEnd;
}

/** What Windows-1252 has at 0x80–0x9F; U+0000 where it has nothing. */
const WINDOWS_1252_HIGH = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

/** Throws for a character that the encoding does not have: the generator writes none. */
export function encodeWindows1252(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const high = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? 0 : WINDOWS_1252_HIGH.indexOf(text[index]!);
    if (high < 0 || (high > 0 && code === 0)) throw new RangeError(`Windows-1252 has no U+${code.toString(16)}`);
    bytes[index] = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : 0x80 + high;
  }
  return bytes;
}

/** What becomes of a text whose UTF-8 bytes someone reads as Windows-1252: "Romaní" is "RomanÃ­". */
export function misread(text: string): string {
  let out = '';
  for (const byte of utf8Bytes(text)) {
    const high = byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252_HIGH[byte - 0x80]! : String.fromCharCode(byte);
    // The five bytes without a character are dropped by most programs that do this.
    if (high !== '\0' || byte === 0) out += high;
  }
  return out;
}

function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else throw new RangeError('no register has characters beyond the basic plane');
  }
  return bytes;
}
