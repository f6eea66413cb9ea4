import { restartTourTimer } from '../../commands/reset-tour-step.ts';
import { plannedUntilMs, type TourRun } from '../../state/tour.ts';
import { useCommand, useWallTime } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

const MS_PER_MINUTE = 60_000;

/** Time since the tour began, beside what is planned for the whole; and whether this step is late. */
export function TourTimer({ run }: { readonly run: TourRun }) {
  const t = useText();
  const command = useCommand();
  const elapsedMs = Math.max(0, useWallTime(1_000) - run.startedAtMs);
  const planned = plannedUntilMs(run.tour, run.stepIndex);
  const overMinutes = planned === null ? 0 : Math.floor((elapsedMs - planned) / MS_PER_MINUTE);
  return (
    <span className={`tour-timer${overMinutes > 0 ? ' over' : ''}`}>
      <button
        type="button"
        className="tour-time"
        title={t('presenter.time.restart')}
        aria-label={`${t('presenter.time')}: ${t('presenter.time.of', { elapsed: clockText(elapsedMs), planned: run.tour.minutes })}. ${t('presenter.time.restart')}`}
        onClick={() => command(restartTourTimer)}
      >
        {t('presenter.time.of', { elapsed: clockText(elapsedMs), planned: run.tour.minutes })}
      </button>
      {overMinutes > 0 ? (
        <span className="badge warn">{t('presenter.time.over', { minutes: overMinutes })}</span>
      ) : null}
    </span>
  );
}

/** Minutes and seconds, `7:05`. */
function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
