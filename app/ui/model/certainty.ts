import type { Spread } from '../../core/models/uncertainty/spread.ts';
import { isSignSure } from '../../state/model-facts.ts';
import { hundredths } from '../format/changes.ts';
import type { Translate } from '../i18n/text.ts';

/** How sure the sign of a difference is, in words. */
export function certaintyWords(spread: Pick<Spread, 'below' | 'above'>, t: Translate): string {
  const lower = hundredths(spread.below);
  // Two halves are not to make 101 of a hundred.
  const higher = Math.min(hundredths(spread.above), 100 - lower);
  if (lower === 0 && higher === 0) return t('results.same');
  if (!isSignSure(spread)) return t('results.unsure', { lower, higher });
  return spread.below > spread.above
    ? t('results.lower', { hundredths: lower })
    : t('results.higher', { hundredths: higher });
}
