/** Long work in slices: a generator that yields wherever it may be interrupted, and two ways to run it. */

/** Work that ends with a result; every `yield` is a place to pause. */
export type SlicedWork<T> = Generator<void, T>;

export interface SliceOptions {
  readonly nowMs: () => number;
  /** A slice ends at the first pause after so many milliseconds. */
  readonly sliceMs: number;
  /** Calls back later, once others have had their turn. */
  readonly later: (next: () => void) => void;
}

/** Runs everything at once. */
export function finishWork<T>(work: SlicedWork<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/**
 * Runs the first slice now and the others later; what fits into one slice is finished when this returns. `onEnd` gets the
 * result, `onError` what the work threw. Returns the function that calls the rest off.
 */
export function runInSlices<T>(
  work: SlicedWork<T>,
  options: SliceOptions,
  onEnd: (result: T) => void,
  onError: (error: unknown) => void,
): () => void {
  let calledOff = false;
  const slice = () => {
    if (calledOff) return;
    const endMs = options.nowMs() + options.sliceMs;
    let step: IteratorResult<void, T>;
    try {
      do step = work.next();
      while (!step.done && options.nowMs() < endMs);
    } catch (error) {
      return onError(error);
    }
    if (step.done) onEnd(step.value);
    else options.later(slice);
  };
  slice();
  return () => {
    calledOff = true;
  };
}
