/** Lets the page breathe during long work on its thread. */

/** Work goes on without a pause for at most so long. */
const SLICE_MS = 16;

/** Runs something later, behind whatever waits already; unlike a timer's, its delay does not grow. */
export function later(next: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    next();
  };
  port2.postMessage(null);
}

/** A pause that only takes place once its owner has worked for a slice. */
export function pauses(): () => Promise<void> {
  let sinceMs = performance.now();
  return async () => {
    if (performance.now() - sinceMs < SLICE_MS) return;
    await new Promise<void>(later);
    sinceMs = performance.now();
  };
}
