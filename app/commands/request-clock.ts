import type { ClockRequest } from '../core/stream/virtual-clock.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';

/** Asks the clock's owner to play, pause or run at another speed. A refusal is said, never swallowed. */
export function requestClock(app: AppContext, request: ClockRequest): ChangeRecord {
  const refused = () => giveNotice(app, 'warning', 'notice.clock-refused');
  app.ports.stream.requestClock(request).then((accepted) => {
    if (!accepted) refused();
  }, refused);
  return { label: 'change.clock' };
}
