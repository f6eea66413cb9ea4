/** Pieces of SQL made from data. Whatever comes from outside goes through one of these, never into a template as it is. */

/** An identifier in double quotes: any text is a valid column or table name this way. NUL is not, anywhere in SQL. */
export function quoteIdentifier(name: string): string {
  if (name.length === 0 || name.includes('\0'))
    throw new RangeError('an identifier needs at least one character and no NUL');
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal. Standard quoting only: backslashes have no meaning in it. */
export function quoteText(text: string): string {
  if (text.includes('\0')) throw new RangeError('a text literal cannot hold NUL');
  return `'${text.replaceAll("'", "''")}'`;
}

/** A double literal that reads back to the same bits; NULL where it is not finite. */
export function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) return 'NULL::DOUBLE';
  // The exponent makes it a DOUBLE: `1.5` alone would be a DECIMAL.
  return Object.is(value, -0) ? '-0.0e0' : `${value.toExponential()}`;
}

/** A TIMESTAMP literal from ms UTC; NULL where it is not finite. Fractions of a millisecond are kept to the microsecond. */
export function timestampLiteral(timeMs: number): string {
  if (!Number.isFinite(timeMs)) return 'NULL::TIMESTAMP';
  return `make_timestamp(${Math.round(timeMs * 1_000)})`;
}

/** `a, b, c` quoted. */
export function columnList(names: readonly string[], prefix = ''): string {
  return names.map((name) => `${prefix}${quoteIdentifier(name)}`).join(', ');
}
