import { openPlace } from '../../commands/open-place.ts';
import { useCommand, useWallTime } from '../app-context.tsx';
import { FaultConsole } from '../faults/fault-console.tsx';
import { useText } from '../i18n/text.ts';
import { JoinButton } from '../join/join-button.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { DeviceList } from './device-list.tsx';
import { IngestProblem } from './ingest-problem.tsx';
import { MemoryBudget } from './memory-budget.tsx';
import { OwnCityBar } from './own-city-bar.tsx';
import { PathDiagram } from './path-diagram.tsx';
import { RejectedList } from './rejected-list.tsx';
import { StatusSign } from './status-sign.tsx';
import { statusWords } from './status-words.ts';
import { StreamClock } from './stream-clock.tsx';
import { useStreamStatistics } from './stream-feed.tsx';
import { StreamFigures } from './stream-figures.tsx';

/** Everything about the stream: is it alive, what path does it take, what was turned away, who spoke last. */
export function StreamPanel() {
  const t = useText();
  const run = useCommand();
  const statistics = useStreamStatistics();
  const wallMs = useWallTime(1000);
  const words = statistics === null ? null : statusWords(statistics.status, wallMs, t);
  return (
    <Sheet title={t('stream.title')} className="panel wide" onClose={() => run(openPlace, null)}>
      {statistics === null || words === null ? (
        <div className="skeleton-stack" aria-busy="true">
          <span className="skeleton" />
          <span className="skeleton tall" />
          <span className="skeleton" />
        </div>
      ) : (
        <>
          <div className="stream-status">
            <span className={`badge ${words.tone}`}>
              <StatusSign tone={words.tone} />
              {words.short}
            </span>
            <p role="status">{words.long}</p>
            <p className="muted small breakable">
              {t(`carrier.${statistics.carrier.type}`)} · <span className="mono">{statistics.carrier.address}</span>
            </p>
            {words.detail === undefined ? null : (
              <p className="small breakable">{t('status.why', { detail: words.detail })}</p>
            )}
          </div>
          <IngestProblem statistics={statistics} />
          <PathDiagram statistics={statistics} />
          <StreamFigures statistics={statistics} />
          <StreamClock />
          <OwnCityBar />
          <JoinButton layer={null} />
          <FaultConsole />
          <RejectedList statistics={statistics} />
          <DeviceList />
          <MemoryBudget />
        </>
      )}
    </Sheet>
  );
}
