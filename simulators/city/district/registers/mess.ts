/** What happens to records on their way through offices, forms and spreadsheets. Each thing done to a row is noted. */
import { MS_PER_DAY } from '../../../../app/core/base/clock.ts';
import type { RandomSource } from '../../../../app/core/base/random.ts';
import { misread } from './register-table.ts';

export type Mess =
  | 'address-spanish'
  | 'address-abbreviated'
  | 'address-capitals'
  | 'address-reversed'
  | 'address-typo'
  | 'address-no-number'
  | 'address-no-flat'
  | 'name-typo'
  | 'name-spanish'
  | 'name-capitals'
  | 'names-swapped'
  | 'missing-key'
  | 'missing-value'
  | 'duplicate'
  | 'not-in-population'
  | 'date-day-first'
  | 'date-month-first'
  | 'date-two-digit-year'
  | 'date-serial-number'
  | 'lost-leading-zeros'
  | 'stray-spaces'
  | 'mojibake'
  | 'decimal-comma'
  | 'thousands-point'
  | 'axes-swapped'
  | 'system-mislabelled'
  | 'system-missing'
  | 'other-code-list';

/** How often each thing happens, as a share of the rows where it can. */
export type MessShares = Readonly<Partial<Record<Mess, number>>>;

/** Keeps the minutes of one row. */
export class Clerk {
  private readonly noted = new Set<Mess>();

  constructor(
    readonly random: RandomSource,
    private readonly shares: MessShares,
  ) {}

  /** Draws whether it happens, and notes it if it does. */
  happens(mess: Mess): boolean {
    const does = this.draws(mess);
    if (does) this.noted.add(mess);
    return does;
  }

  private draws(mess: Mess): boolean {
    return this.random.uniform() < (this.shares[mess] ?? 0);
  }

  note(mess: Mess): void {
    this.noted.add(mess);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.random.below(items.length)]!;
  }

  /** In the order of the alphabet, parted by spaces. */
  minutes(): string {
    return [...this.noted].sort().join(' ');
  }

  /** A missing value as different programs write it. */
  nothing(mess: 'missing-key' | 'missing-value'): string {
    this.noted.add(mess);
    return this.pick(['', '', 'NA', 'null', '-']);
  }

  /** An ISO date as this row's office writes dates; a row keeps to one way. */
  dateWriter(): (iso: string) => string {
    if (this.happens('date-day-first')) return (iso) => parts(iso).reverse().join('/');
    if (this.happens('date-month-first')) {
      return (iso) => {
        const [year, month, day] = parts(iso);
        return `${month}/${day}/${year}`;
      };
    }
    if (this.happens('date-two-digit-year')) {
      return (iso) => {
        const [year, month, day] = parts(iso);
        return `${day}-${month}-${year.slice(2)}`;
      };
    }
    // Days since 1899-12-30, as spreadsheets count.
    if (this.happens('date-serial-number')) return (iso) => String(Math.round(Date.parse(iso) / MS_PER_DAY) + 25_569);
    return (iso) => iso;
  }

  /** A number as this row's program writes numbers; noted where it shows. */
  numberWriter(): (value: number, decimals: number) => string {
    const hasPoints = this.draws('thousands-point');
    // A thousands point goes with a decimal comma, or nobody could read the number.
    const hasComma = this.draws('decimal-comma') || hasPoints;
    return (value, decimals) => {
      const [whole, fraction] = value.toFixed(decimals).split('.');
      const grouped = hasPoints ? whole!.replace(/\B(?=(\d{3})+$)/g, '.') : whole!;
      if (grouped !== whole) this.note('thousands-point');
      if (fraction === undefined) return grouped;
      if (hasComma) this.note('decimal-comma');
      return `${grouped}${hasComma ? ',' : '.'}${fraction}`;
    };
  }

  /** Codes as this row's program writes them: a spreadsheet takes them for numbers. Noted where it shows. */
  codeWriter(): (code: string) => string {
    if (!this.draws('lost-leading-zeros')) return (code) => code;
    return (code) => {
      const bare = code.replace(/^0+(?=\d)/, '');
      if (bare !== code) this.note('lost-leading-zeros');
      return bare;
    };
  }

  /** One slip of the hand in a text of at least four letters. */
  slip(text: string): string {
    let at = 1 + this.random.below(Math.max(1, text.length - 2));
    // A dot between two l is lost in capitals anyway.
    while (at > 1 && (text[at] === '·' || text[at + 1] === '·')) at--;
    const letter = text[at]!;
    switch (this.random.below(4)) {
      case 0:
        return text.slice(0, at) + text.slice(at + 1);
      case 1:
        return text.slice(0, at) + letter + text.slice(at);
      case 2: {
        const swapped = text.slice(0, at) + text[at + 1]! + letter + text.slice(at + 2);
        return swapped === text ? text.slice(0, at) + text.slice(at + 1) : swapped;
      }
      default:
        return text.slice(0, at) + neighbour(letter) + text.slice(at + 1);
    }
  }

  /** What happens to a finished row: stray spaces in one cell, and a pass through the wrong encoding. */
  finish(cells: readonly string[]): string[] {
    const out = [...cells];
    if (this.happens('stray-spaces')) {
      const filled = out.flatMap((cell, index) => (cell === '' ? [] : [index]));
      const index = this.pick(filled);
      out[index] = this.pick([`${out[index]} `, `${out[index]}  `, ` ${out[index]}`, `${out[index]}\u00a0`]);
    }
    if (out.some((cell) => /[^\0-\x7f]/.test(cell)) && this.happens('mojibake')) return out.map(misread);
    return out;
  }
}

function parts(iso: string): [year: string, month: string, day: string] {
  return iso.split('-') as [string, string, string];
}

/** A letter beside it on the keyboard, or one that sounds alike. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: 's',
  b: 'v',
  c: 'x',
  d: 'f',
  e: 'r',
  f: 'g',
  g: 'h',
  h: 'j',
  i: 'o',
  j: 'k',
  k: 'l',
  l: 'k',
  m: 'n',
  n: 'm',
  o: 'p',
  p: 'o',
  q: 'w',
  r: 't',
  s: 'z',
  t: 'y',
  u: 'i',
  v: 'b',
  w: 'e',
  x: 'c',
  y: 'i',
  z: 's',
};

function neighbour(letter: string): string {
  const plain = withoutAccents(letter);
  const small = plain.toLowerCase();
  const other = NEIGHBOURS[small] ?? 'e';
  return small === plain ? other : other.toUpperCase();
}

const ACCENTS = /[\u0300-\u036f]/g;

export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(ACCENTS, '').replaceAll('·', '').normalize('NFC');
}

export function inCapitals(text: string): string {
  return withoutAccents(text).toUpperCase();
}
