import { describe, expect, it } from 'vitest';
import { requestClock } from '../../../app/commands/request-clock.ts';
import { scrubTime } from '../../../app/commands/scrub-time.ts';
import { noticeKeys, testApp } from '../../builders/app-context.ts';
import { fakeStream, STATISTICS, VIRTUAL_NOW_MS } from '../../builders/ui-ports.ts';

const HOUR = 3_600_000;

describe('looking at the past', () => {
  it('shows a moment of the last day', () => {
    const app = testApp();
    scrubTime(app, VIRTUAL_NOW_MS - 3 * HOUR);
    expect(app.store.getState().momentMs).toBe(VIRTUAL_NOW_MS - 3 * HOUR);
  });

  it('never goes further back than there is data', () => {
    const app = testApp();
    scrubTime(app, VIRTUAL_NOW_MS - 90 * HOUR);
    expect(app.store.getState().momentMs).toBe(VIRTUAL_NOW_MS - 24 * HOUR);
  });

  it('takes the future for now', () => {
    const app = testApp({}, { momentMs: VIRTUAL_NOW_MS - HOUR });
    scrubTime(app, VIRTUAL_NOW_MS + HOUR);
    expect(app.store.getState().momentMs).toBeNull();
  });

  it('takes a whole drag back at once', () => {
    const app = testApp();
    for (const hours of [1, 2, 3]) app.history.record(scrubTime(app, VIRTUAL_NOW_MS - hours * HOUR));
    app.history.undo();
    expect(app.store.getState().momentMs).toBeNull();
  });
});

describe('asking the clock', () => {
  it('passes the request on', () => {
    const stream = fakeStream();
    requestClock(testApp({ stream }), { type: 'speed', speed: 360 });
    expect(stream.requests).toEqual([{ type: 'speed', speed: 360 }]);
  });

  it('says so when the owner of the clock refuses', async () => {
    const app = testApp({ stream: fakeStream(STATISTICS, false) });
    requestClock(app, { type: 'pause' });
    await Promise.resolve();
    await Promise.resolve();
    expect(noticeKeys(app)).toEqual(['notice.clock-refused']);
  });
});
