import type { SourceStatus } from '../../core/stream/message-source.ts';
import { count } from '../format/numbers.ts';
import type { Translate } from '../i18n/text.ts';

export type StatusTone = 'good' | 'warn' | 'bad';

export interface StatusWords {
  readonly tone: StatusTone;
  /** One or two words. */
  readonly short: string;
  /** A sentence. */
  readonly long: string;
  /** The technical words, for the folded part. */
  readonly detail?: string;
}

/** What a status means, in words. `nextTryMs` of a status is a wall time. */
export function statusWords(status: SourceStatus, wallMs: number, t: Translate): StatusWords {
  switch (status.state) {
    case 'connecting':
      return { tone: 'warn', short: t('status.connecting'), long: t('status.connecting.long') };
    case 'catching-up':
      return {
        tone: 'warn',
        short: t('status.catching-up'),
        long: t('status.catching-up.long', { count: status.received, received: count(status.received) }),
      };
    case 'live':
      if (status.withoutHistory) {
        return { tone: 'warn', short: t('status.live'), long: t('status.live.without-history') };
      }
      return { tone: 'good', short: t('status.live'), long: t('status.live.long') };
    case 'reconnecting': {
      const seconds = Math.max(0, Math.ceil((status.nextTryMs - wallMs) / 1000));
      return {
        tone: 'bad',
        short: t('status.reconnecting'),
        long:
          seconds > 0
            ? t('status.reconnecting.long', { attempt: status.attempt, seconds })
            : t('status.reconnecting.now', { attempt: status.attempt }),
        detail: status.detail,
      };
    }
    case 'stopped':
      return { tone: 'warn', short: t('status.stopped'), long: t('status.stopped.long') };
    case 'failed':
      if (status.reason === 'storage') {
        return {
          tone: 'bad',
          short: t('status.failed'),
          long: t('status.failed.storage'),
        };
      }
      return { tone: 'bad', short: t('status.failed'), long: t('status.failed.long'), detail: status.detail };
  }
}
