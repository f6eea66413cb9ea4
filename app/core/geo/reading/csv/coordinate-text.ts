/** A coordinate as people write it into a cell: decimal comma, thousands, degrees with minutes and seconds, N and W. */

/** `,` where a column writes decimals with it. */
export type DecimalSign = '.' | ',';

const GROUPS = /[\s\u00a0\u202f'’]/g;
const SEXAGESIMAL =
  /^([+-]?\d{1,3})\s*[°ºd:]\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:['′’m:]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”s]|'')?)?)?$/i;
const SIDE = /^([NSEWO])?\s*(.*?)\s*([NSEWO])?$/i;

/** The sign that the cells of a column write decimals with. */
export function decimalSignOf(cells: readonly string[]): DecimalSign {
  let commas = 0;
  let dots = 0;
  for (const cell of cells) {
    const comma = cell.lastIndexOf(',');
    const dot = cell.lastIndexOf('.');
    if (comma > dot) commas++;
    else if (dot > comma) dots++;
  }
  return commas > dots ? ',' : '.';
}

/** NaN where it is no number. */
export function readCoordinate(cell: string, decimal: DecimalSign): number {
  const [, before, inner = '', behind] = SIDE.exec(cell.trim()) ?? [];
  const side = (behind ?? before ?? '').toUpperCase();
  const value = SEXAGESIMAL.test(inner) ? readSexagesimal(inner) : readDecimal(inner, decimal);
  // West is W, in French and Spanish O.
  return side === 'S' || side === 'W' || side === 'O' ? -Math.abs(value) : value;
}

function readDecimal(cell: string, decimal: DecimalSign): number {
  const plain = cell.replace(/[°º]$/, '').replace(GROUPS, '').replace('\u2212', '-');
  const grouped = decimal === ',' ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', '');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(grouped) ? Number(grouped) : Number.NaN;
}

function readSexagesimal(text: string): number {
  const [, degrees = '', minutes = '0', seconds = '0'] = SEXAGESIMAL.exec(text)!;
  const part = (value: string) => Number(value.replace(',', '.'));
  const size = Math.abs(Number(degrees)) + part(minutes) / 60 + part(seconds) / 3_600;
  return degrees.startsWith('-') ? -size : size;
}
