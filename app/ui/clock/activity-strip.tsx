import { ACTIVITY_STEP_MS, readActivity } from '../../commands/read-activity.ts';
import { useReading } from '../use-reading.ts';

export interface ActivityStripProps {
  readonly startMs: number;
  readonly endMs: number;
}

const HEIGHT = 10;
/** The strip tells when there was data, not how much to the last digit: a look every few seconds is enough. */
const EVERY_MS = 5_000;

/** Behind the scrubber: how much was measured when. A gap in the bars is a time without data. */
export function ActivityStrip({ startMs, endMs }: ActivityStripProps) {
  const until = Math.ceil(endMs / ACTIVITY_STEP_MS) * ACTIVITY_STEP_MS;
  const { value: bars } = useReading('activity', ['observations'], EVERY_MS, (database) =>
    readActivity(database, until),
  );
  if (bars === null || bars.length === 0) return null;
  const most = Math.max(...bars.map((bar) => bar.observations));
  const span = endMs - startMs;
  const x = (timeMs: number) => Math.min(1000, Math.max(0, ((timeMs - startMs) / span) * 1000)).toFixed(1);
  const path = bars
    .map((bar) => {
      const height = Math.max(1, (bar.observations / most) * HEIGHT).toFixed(1);
      return `M${x(bar.fromMs)},${HEIGHT}v-${height}H${x(bar.fromMs + ACTIVITY_STEP_MS)}v${height}z`;
    })
    .join('');
  return (
    <svg className="activity" viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
