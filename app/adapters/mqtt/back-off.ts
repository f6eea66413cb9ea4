const SHORTEST_WAIT_MS = 500;
export const LONGEST_WAIT_MS = 15_000;

/** Waiting times double from half a second to a quarter of a minute; the jitter keeps thirty pages from coming at once. */
export function backOffMs(attempt: number, random: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** Math.min(attempt - 1, 10));
  return Math.round(longest * (0.5 + random / 2));
}

/** Resolves after the time, or at once when it is called off; leaves nothing behind at the signal. */
export function pause(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, waitMs);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
