import { Button } from 'react-aria-components';
import { openPlace } from '../../commands/open-place.ts';
import { readRejected } from '../../commands/read-rejected.ts';
import { runQuery } from '../../commands/run-query.ts';
import type { StreamStatistics } from '../../core/stream/live-stream.ts';
import type { RejectionReason } from '../../core/stream/observation.ts';
import { useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { clockTime } from '../format/times.ts';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { rejectedKeys } from './rejected-keys.ts';

const SHOWN = 6;
const ALL_REJECTED = `SELECT received_at, reason, topic, detail, payload_head
FROM rejected_messages
ORDER BY received_at DESC`;

/** What was turned away and why. Payloads are foreign text and are shown as text, nothing else. */
export function RejectedList({ statistics }: { readonly statistics: StreamStatistics }) {
  const t = useText();
  const run = useCommand();
  const reading = useReading('rejected', ['rejected_messages'], 1000, readRejected);
  const rows = reading.value ?? [];
  const keys = rejectedKeys(rows);
  const reasons = Object.entries(statistics.rejectedByReason).sort(([, a], [, b]) => (b ?? 0) - (a ?? 0));
  return (
    <Section title={t('rejected.title')} aside={count(statistics.rejected)}>
      {statistics.rejected === 0 ? <p className="muted small">{t('rejected.none')}</p> : null}
      {reasons.length === 0 ? null : (
        <ul className="reason-list">
          {reasons.map(([reason, times]) => (
            <li key={reason}>
              <span>{t(`reason.${reason as RejectionReason}`)}</span>
              <span className="number">{count(times ?? 0)}</span>
            </li>
          ))}
        </ul>
      )}
      {rows.length === 0 ? null : (
        <>
          <ul className="rejected-messages" aria-label={t('rejected.newest')}>
            {rows.slice(0, SHOWN).map((row, index) => (
              <li key={keys[index]}>
                <details>
                  <summary className="small">
                    <span className="muted rejected-time">
                      {row.receivedAtMs === null ? '' : t('clock.utc', { time: clockTime(row.receivedAtMs, 'UTC') })}
                    </span>
                    <span className="badge bad">{t.named(`reason.${row.reason}`)}</span>
                    <span className="mono ellipsis">{row.topic}</span>
                  </summary>
                  {row.detail === '' ? null : <p className="small breakable">{row.detail}</p>}
                  <pre className="payload mono small">
                    {row.payloadHead === '' ? t('rejected.empty') : row.payloadHead}
                  </pre>
                </details>
              </li>
            ))}
          </ul>
          <Button
            className="button small"
            onPress={() => {
              run(openPlace, 'query');
              run(runQuery, ALL_REJECTED);
            }}
          >
            {t('rejected.query')}
          </Button>
        </>
      )}
    </Section>
  );
}
