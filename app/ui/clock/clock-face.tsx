import { Gauge } from 'lucide-react';
import { shownTime } from '../../state/effective-time.ts';
import { useApp, useAppState, useWallTime } from '../app-context.tsx';
import { clockTime, day, zoneName } from '../format/times.ts';
import { useText } from '../i18n/text.ts';

/** The shown time in the city's zone, and the same in UTC. */
export function ClockFace() {
  const t = useText();
  const { ports } = useApp();
  const clock = useAppState((state) => state.clock);
  const momentMs = useAppState((state) => state.momentMs);
  const wallMs = useWallTime(250);
  const timeMs = shownTime({ clock, momentMs }, wallMs);
  if (timeMs === null) return <span className="skeleton clock-face-skeleton" />;
  return (
    <div className="clock-face">
      <p className="clock-time">
        <time dateTime={new Date(timeMs).toISOString()}>{clockTime(timeMs, ports.timeZone)}</time>
        <span className="clock-zone">{zoneName(timeMs, ports.timeZone)}</span>
        {momentMs === null ? null : <span className="badge warn">{t('clock.past')}</span>}
        {clock?.throttled ? (
          <span className="badge warn" title={t('clock.throttled.long')}>
            <Gauge className="icon" aria-hidden="true" />
            {t('clock.throttled')}
          </span>
        ) : null}
      </p>
      <p className="clock-date small muted">
        <span>{day(timeMs, ports.timeZone)}</span>
        <span className="clock-utc">{t('clock.utc', { time: clockTime(timeMs, 'UTC') })}</span>
      </p>
    </div>
  );
}
