import type { StreamStatistics } from '../../core/stream/live-stream.ts';
import { count, duration, fixed } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

/** The four figures that tell whether the stream is well. */
export function StreamFigures({ statistics }: { readonly statistics: StreamStatistics }) {
  const t = useText();
  const lag = (ms: number | null) => (ms === null ? '–' : duration(ms));
  const figures = [
    { label: t('figure.rate'), value: count(statistics.messagesPerSecond), unit: t('figure.rate.unit') },
    { label: t('figure.lag'), value: lag(statistics.lagMedianMs), unit: t('figure.lag.median') },
    { label: t('figure.lag'), value: lag(statistics.lagP95Ms), unit: t('figure.lag.p95') },
    { label: t('figure.rejected'), value: count(statistics.rejected), unit: share(statistics) },
  ];
  return (
    <dl className="figures" title={t('figure.note')}>
      {figures.map((figure) => (
        <div key={`${figure.label} ${figure.unit}`} className="figure">
          <dt className="small muted">{figure.label}</dt>
          <dd>
            <strong>{figure.value}</strong>
            <span className="small muted">{figure.unit}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function share({ accepted, rejected }: StreamStatistics): string {
  const all = accepted + rejected;
  return all === 0 ? '' : `${fixed((rejected / all) * 100, rejected === 0 ? 0 : 2)} %`;
}
