import { describe, expect, it } from 'vitest';
import { finishWork, runInSlices, type SlicedWork } from '../../../../app/core/base/slices.ts';

function* counting(steps: number, onStep: () => void = () => undefined): SlicedWork<number> {
  for (let i = 0; i < steps; i++) {
    onStep();
    yield;
  }
  return steps;
}

/** Every step takes 10 ms; what is left for later waits in a list. */
function bench(steps: number) {
  let nowMs = 0;
  const waiting: (() => void)[] = [];
  const ends: number[] = [];
  const errors: unknown[] = [];
  const callOff = runInSlices(
    counting(steps, () => {
      nowMs += 10;
    }),
    { nowMs: () => nowMs, sliceMs: 30, later: (next) => waiting.push(next) },
    (result) => ends.push(result),
    (error) => errors.push(error),
  );
  return { waiting, ends, errors, callOff, nowMs: () => nowMs };
}

describe('long work in slices', () => {
  it('is finished at once where it fits into one slice', () => {
    const { ends, waiting } = bench(2);
    expect(ends).toEqual([2]);
    expect(waiting).toEqual([]);
  });

  it('goes on later where it does not', () => {
    const { ends, waiting, nowMs } = bench(7);
    expect([ends, nowMs()]).toEqual([[], 30]);
    while (waiting.length > 0) waiting.shift()!();
    expect([ends, nowMs()]).toEqual([[7], 70]);
  });

  it('ends where it is called off', () => {
    const { ends, waiting, callOff, nowMs } = bench(7);
    callOff();
    while (waiting.length > 0) waiting.shift()!();
    expect([ends, nowMs()]).toEqual([[], 30]);
  });

  it('hands over what it throws', () => {
    const errors: unknown[] = [];
    runInSlices(
      counting(1, () => {
        throw new Error('no');
      }),
      { nowMs: () => 0, sliceMs: 10, later: () => undefined },
      () => undefined,
      (error) => errors.push(String(error)),
    );
    expect(errors).toEqual(['Error: no']);
  });

  it('can be run without pauses', () => {
    expect(finishWork(counting(3))).toBe(3);
  });
});
