/** Faults of how a reading is written: names, numbers as text, codes that stand for "no value". */
import type { Fault } from './fault.ts';

/** How one property of a reading is written. */
export interface WrittenValue {
  readonly name: string;
  /** JSON text of the value; most often a number. */
  readonly value: number | string;
}

/** The JSON text of a value that is missing, as one maker or another writes it. `NaN` is no JSON at all. */
const SENTINELS: Readonly<Record<string, string>> = { '-999': '-999', '9999': '9999', NaN: 'NaN', empty: '""' };

/** The name and value of a property as written, after the faults of this reading that touch it. */
export function written(name: string, value: number, faults: readonly Fault[]): WrittenValue {
  let text: number | string = value;
  let label = name;
  for (const fault of faults) {
    if (fault.property !== name) continue;
    switch (fault.type) {
      case 'sentinel':
        text = SENTINELS[String(fault.parameters.code ?? '-999')] ?? '-999';
        break;
      case 'string-number':
        text = `"${unquoted(text)}"`;
        break;
      case 'decimal-comma':
        text = `"${withComma(unquoted(text))}"`;
        break;
      case 'renamed-key':
        label = name.toUpperCase();
        break;
    }
  }
  return { name: label, value: text };
}

function unquoted(text: number | string): string {
  return String(text).replaceAll('"', '');
}

/** A whole number gets its comma too: a device that writes commas writes them always. */
function withComma(text: string): string {
  return text.includes('.') ? text.replace('.', ',') : `${text},0`;
}
