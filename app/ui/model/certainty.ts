import type { Spread } from '../../core/models/uncertainty/spread.ts';
import { isSignSure } from '../../state/model-facts.ts';
import { signedFigure } from '../format/changes.ts';
import { count } from '../format/numbers.ts';
import type { Translate } from '../i18n/text.ts';

/** How sure the sign of a difference is, in counted draws. */
export function certaintyWords(spread: Spread, t: Translate): string {
  const lower = count(spread.lower);
  const higher = count(spread.higher);
  const draws = count(spread.draws);
  if (spread.lower === 0 && spread.higher === 0) {
    return spread.low === 0 && spread.high === 0 ? t('results.same') : t('results.hardly', { draws });
  }
  if (!isSignSure(spread)) return t('results.unsure', { lower, higher, draws });
  return spread.lower > spread.higher ? t('results.lower', { lower, draws }) : t('results.higher', { higher, draws });
}

/** A change as it is shown; one too small for the digits that are shown is not none. */
export function changeWords(change: number, t: Translate): string {
  if (change === 0) return t('results.none');
  const text = signedFigure(change);
  return text === '0' ? t('results.hardly-any') : text;
}

/** Range and sign of a difference in one line; a range of nothing to nothing is not written. */
export function rangeAndCertainty(spread: Spread, t: Translate): string {
  const words = certaintyWords(spread, t);
  if (spread.low === 0 && spread.high === 0) return words;
  return `${t('results.interval', { low: signedFigure(spread.low), high: signedFigure(spread.high) })} · ${words}`;
}
