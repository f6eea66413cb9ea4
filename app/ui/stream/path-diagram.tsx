import type { StreamStatistics } from '../../core/stream/live-stream.ts';
import { useAppState } from '../app-context.tsx';
import { byteSize, compactCount, count, duration } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';

/** The path a message takes, station by station, with what was counted there. A list, so that it can be read out. */
export function PathDiagram({ statistics }: { readonly statistics: StreamStatistics }) {
  const t = useText();
  const liveLayers = useAppState((state) => state.layers.filter((layer) => layer.visible && layer.values?.live).length);
  const liveQuery = useAppState((state) => state.query.live);
  const stations = [
    {
      id: 'collection',
      title: t('path.collection'),
      figure: t('path.collection.figure', { count: statistics.received, received: compactCount(statistics.received) }),
      more: t('path.collection.more', { count: statistics.devices, bytes: byteSize(statistics.receivedBytes) }),
      what: t('path.collection.what'),
    },
    {
      id: 'access',
      title: t('path.access'),
      figure: t('path.access.figure', { accepted: compactCount(statistics.accepted) }),
      more: t('path.access.more', { rejected: count(statistics.rejected) }),
      what: t('path.access.what'),
    },
    {
      id: 'storage',
      title: t('path.storage'),
      figure: t('path.storage.figure', { stored: compactCount(statistics.observationsStored) }),
      more: t('path.storage.more', { count: statistics.batchesStored, batches: count(statistics.batchesStored) }),
      what: t('path.storage.what'),
    },
    {
      id: 'processing',
      title: t('path.processing'),
      figure: t('path.processing.figure', { count: liveLayers + (liveQuery ? 1 : 0) }),
      more:
        statistics.lagMedianMs === null
          ? t('path.processing.waiting')
          : t('path.processing.more', { lag: duration(statistics.lagMedianMs) }),
      what: t('path.processing.what'),
    },
  ];
  const flowing = statistics.status.state === 'live' && statistics.messagesPerSecond > 0;
  return (
    <Section title={t('path.title')}>
      <ol className={`path${flowing ? ' flowing' : ''}`} aria-label={t('path.title')}>
        {stations.map((station) => (
          <li key={station.id} className="station">
            <span className="station-mark" aria-hidden="true" />
            <div>
              <div className="station-line">
                <h4>{station.title}</h4>
                <span className="station-figure">{station.figure}</span>
              </div>
              <div className="station-line small muted">
                <span>{station.what}</span>
                <span className="station-more">{station.more}</span>
              </div>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
