import { describe, expect, it } from 'vitest';
import { applyClockRequest, virtualTimeAt } from '../../../../app/core/stream/virtual-clock.ts';

const start = Date.UTC(2024, 10, 7, 8);
const state = { runId: 'run-1', virtualAnchorMs: start, wallAnchorMs: 1_000, speed: 60, paused: false };

describe('the virtual clock', () => {
  it('runs at its speed from its anchor, and never before it', () => {
    expect([virtualTimeAt(state, 2_000), virtualTimeAt(state, 0)]).toEqual([start + 60_000, start]);
    expect(virtualTimeAt({ ...state, paused: true }, 9_000)).toBe(start);
  });
  it('goes on from where it stands when its speed changes', () => {
    const faster = applyClockRequest(state, { type: 'speed', speed: 3600 }, 2_000, 'unused');
    expect([virtualTimeAt(faster, 2_000), virtualTimeAt(faster, 3_000), faster.runId]).toEqual([
      start + 60_000,
      start + 3_660_000,
      'run-1',
    ]);
  });
  it('keeps speeds between ×1 and ×3600 and takes no number that is none', () => {
    const speedOf = (speed: number) => applyClockRequest(state, { type: 'speed', speed }, 1_000, '').speed;
    expect([speedOf(0.1), speedOf(1e9), speedOf(Number.NaN)]).toEqual([1, 3600, 60]);
    expect(applyClockRequest(state, { type: 'jump', toMs: Number.NaN }, 5_000, 'run-2')).toBe(state);
  });
  it('stands still while paused and goes on from there', () => {
    const paused = applyClockRequest(state, { type: 'pause' }, 2_000, '');
    const resumed = applyClockRequest(paused, { type: 'resume' }, 50_000, '');
    expect([virtualTimeAt(paused, 40_000), virtualTimeAt(resumed, 51_000)]).toEqual([start + 60_000, start + 120_000]);
  });
  it('begins a new run at a jump only', () => {
    const jumped = applyClockRequest(state, { type: 'jump', toMs: 0 }, 2_000, 'run-2');
    expect([jumped.runId, virtualTimeAt(jumped, 2_000)]).toEqual(['run-2', 0]);
  });
});
