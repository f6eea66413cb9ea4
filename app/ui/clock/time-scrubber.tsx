import { History } from 'lucide-react';
import type { CSSProperties } from 'react';
import { Button } from 'react-aria-components';
import { scrubTime } from '../../commands/scrub-time.ts';
import { PAST_REACH_MS, virtualNow } from '../../state/effective-time.ts';
import { useApp, useAppState, useCommand, useWallTime } from '../app-context.tsx';
import { FaultMarks } from '../faults/fault-marks.tsx';
import { dayAndTime, shortTime, startOfDay } from '../format/times.ts';
import { useText } from '../i18n/text.ts';
import { ActivityStrip } from './activity-strip.tsx';

const MS_PER_HOUR = 3_600_000;
const STEP_MS = 300_000;
const TICK_HOURS = 3;

/** The last 24 hours as a strip; what is chosen on it is what the map shows. At its right end is now. */
export function TimeScrubber() {
  const t = useText();
  const run = useCommand();
  const { timeZone } = useApp().ports;
  const clock = useAppState((state) => state.clock);
  const momentMs = useAppState((state) => state.momentMs);
  const wallMs = useWallTime(1000);
  const nowMs = virtualNow(clock, wallMs);
  if (nowMs === null) return <span className="skeleton scrubber-skeleton" />;

  const end = Math.ceil(nowMs / STEP_MS) * STEP_MS;
  const start = end - PAST_REACH_MS;
  const value = momentMs === null ? end : Math.max(start, Math.round(momentMs / STEP_MS) * STEP_MS);
  const fraction = (timeMs: number) => (timeMs - start) / PAST_REACH_MS;
  return (
    <div className="scrubber">
      <div className="scrubber-strip">
        {ticks(start, end, timeZone).map((tick) => (
          <span
            key={tick.timeMs}
            className={`scrubber-tick${tick.midnight ? ' midnight' : ''}`}
            style={{ left: `${fraction(tick.timeMs) * 100}%` }}
          >
            {shortTime(tick.timeMs, timeZone)}
          </span>
        ))}
        <ActivityStrip startMs={start} endMs={end} />
        <FaultMarks startMs={start} endMs={end} />
        <input
          type="range"
          className="range scrubber-range"
          aria-label={t('clock.scrub')}
          aria-valuetext={momentMs === null ? t('clock.now') : dayAndTime(value, timeZone)}
          min={start}
          max={end}
          step={STEP_MS}
          value={value}
          style={{ '--fill': `${fraction(value) * 100}%` } as CSSProperties}
          onChange={(event) => {
            const chosen = Number(event.target.value);
            run(scrubTime, chosen >= end ? null : chosen);
          }}
        />
      </div>
      <Button
        aria-label={t('clock.back')}
        className="button small back-to-now"
        isDisabled={momentMs === null}
        onPress={() => run(scrubTime, null)}
      >
        <History className="icon" aria-hidden="true" />
        <span className="label-wide">{t('clock.back')}</span>
      </Button>
    </div>
  );
}

/** Every third full hour of the zone inside the strip, away from its ends so that no label is cut. */
function ticks(start: number, end: number, timeZone: string): { timeMs: number; midnight: boolean }[] {
  const found = [];
  for (let timeMs = Math.ceil(start / MS_PER_HOUR) * MS_PER_HOUR; timeMs <= end; timeMs += MS_PER_HOUR) {
    const hour = Math.round((timeMs - startOfDay(timeMs, timeZone)) / MS_PER_HOUR);
    const nearEnd = timeMs - start < MS_PER_HOUR / 4 || end - timeMs < 1.5 * MS_PER_HOUR;
    if (hour % TICK_HOURS === 0 && !nearEnd) found.push({ timeMs, midnight: hour % 24 === 0 });
  }
  return found;
}
