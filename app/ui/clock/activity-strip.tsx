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
  const path = bars
    .filter((bar) => bar.fromMs + ACTIVITY_STEP_MS > startMs && bar.fromMs < endMs)
    .map((bar) => {
      const x = Math.max(0, ((bar.fromMs - startMs) / span) * 1000);
      const width = Math.min(1000 - x, (ACTIVITY_STEP_MS / span) * 1000 - 1.5);
      const height = Math.max(1, (bar.observations / most) * HEIGHT);
      return `M${x.toFixed(1)},${HEIGHT}v${(-height).toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}z`;
    })
    .join('');
  return (
    <svg className="activity" viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
