import type { Translate } from '../i18n/text.ts';
import type { ChoiceOption } from '../parts/choice.tsx';

/** The speeds that are offered; the clock itself takes any from 1 to 3600. */
export const SPEEDS = [1, 10, 60, 360, 1000, 3600] as const;

/** What a wall second or minute becomes, in words: `1 min a second`. */
export function speedOptions(current: number, t: Translate): ChoiceOption[] {
  const speeds = SPEEDS.includes(current as (typeof SPEEDS)[number])
    ? SPEEDS
    : [...SPEEDS, current].sort((a, b) => a - b);
  return speeds.map((speed) => ({ value: String(speed), label: `×${speed}`, aside: speedWords(speed, t) }));
}

function speedWords(speed: number, t: Translate): string {
  if (speed === 1) return t('speed.real');
  if (speed < 60) return t('speed.seconds', { count: speed });
  if (speed < 3600) return t('speed.minutes', { count: Math.round(speed / 6) / 10 });
  return t('speed.hour');
}
