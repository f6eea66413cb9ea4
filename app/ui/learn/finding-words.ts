import type { Finding } from '../../core/lessons/exercises/check-report.ts';
import { quantity } from '../format/numbers.ts';
import type { TextKey, Translate } from '../i18n/text.ts';

/** What the checker saw, as a sentence. */
export function findingWords({ code, values }: Finding, t: Translate): string {
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shownValue(name, value)]));
  if (code === 'times-shifted') {
    const minutes = Number(values.minutes);
    return t(`finding.times-shifted.${minutes > 0 ? 'later' : 'earlier'}`, {
      ...shown,
      minutes: quantity(Math.abs(minutes)),
    });
  }
  if (code === 'wrong-kind') {
    const kind = (name: string) => t(`finding.kind.${values[name]}` as TextKey);
    return t('finding.wrong-kind', { ...shown, expected: kind('expected'), found: kind('found') });
  }
  return t(`finding.${code}`, shown);
}

/** A `count` chooses the plural form and so stays a number. */
function shownValue(name: string, value: string | number): string | number {
  return typeof value === 'number' && name !== 'count' ? quantity(value) : value;
}
