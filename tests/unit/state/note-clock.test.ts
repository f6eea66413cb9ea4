import { expect, it } from 'vitest';
import { createAppStore } from '../../../app/state/app-store.ts';
import { noteClock } from '../../../app/state/note-clock.ts';

const clock = { runId: '7-1', virtualAnchorMs: 0, wallAnchorMs: 0, speed: 60, paused: false };

it('keeps the moment that is looked at while the run goes on, and leaves it with the run', () => {
  const store = createAppStore([], { clock, momentMs: 5_000 });
  noteClock(store, { ...clock, virtualAnchorMs: 9_000 });
  expect(store.getState().momentMs).toBe(5_000);
  noteClock(store, { ...clock, runId: '7-2' });
  expect(store.getState().momentMs).toBeNull();
});
