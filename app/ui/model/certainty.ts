import type { Spread } from '../../core/models/uncertainty/spread.ts';
import { isSignSure } from '../../state/model-facts.ts';
import { count } from '../format/numbers.ts';
import type { Translate } from '../i18n/text.ts';

/** How sure the sign of a difference is, in counted draws. */
export function certaintyWords(spread: Pick<Spread, 'lower' | 'higher' | 'draws'>, t: Translate): string {
  const lower = count(spread.lower);
  const higher = count(spread.higher);
  const draws = count(spread.draws);
  if (spread.lower === 0 && spread.higher === 0) return t('results.same');
  if (!isSignSure(spread)) return t('results.unsure', { lower, higher, draws });
  return spread.lower > spread.higher ? t('results.lower', { lower, draws }) : t('results.higher', { higher, draws });
}
