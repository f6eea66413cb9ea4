/** Imported before anything draws: notes when the page drew, and how long it stood still besides. */

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

const frames: Span[] = [];
const tasks: Span[] = [];
const afterFrame = new Set<() => void>();

const original = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (callback) =>
  original((time) => {
    const fromMs = performance.now();
    callback(time);
    // Reading pixels back waits for the picture: that belongs to the frame, and to the measurement.
    for (const listener of afterFrame) listener();
    frames.push({ fromMs, toMs: performance.now() });
  });
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    tasks.push({ fromMs: startTime, toMs: startTime + duration });
  }
}).observe({ type: 'longtask' });

/** Called at the end of every animation frame, while the picture can still be read. Returns the function that ends it. */
export function onFrameEnd(listener: () => void): () => void {
  afterFrame.add(listener);
  return () => afterFrame.delete(listener);
}

const overlap = (a: Span, b: Span) => Math.max(0, Math.min(a.toMs, b.toMs) - Math.max(a.fromMs, b.fromMs));

/** The longest that the thread stood still since a moment, less what frames took of it; 0 where nothing was over 50 ms. */
export function longestBlockMs(sinceMs: number): number {
  return tasks
    .filter(({ fromMs }) => fromMs >= sinceMs)
    .reduce((longest, task) => {
      const drawing = frames.reduce((sum, frame) => sum + overlap(task, frame), 0);
      return Math.max(longest, task.toMs - task.fromMs - drawing);
    }, 0);
}
