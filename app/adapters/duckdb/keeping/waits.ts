/** How long what is to be kept waits, wall milliseconds. */

/** Rows wait for so long before they are written: what a crash of the page costs, and history brings again. */
export const ROWS_WAIT_MS = 3_000;
/** Own tables come from nowhere else: they wait only for the next statement of the same text. */
export const OWN_WAIT_MS = 200;
/** A store that was full or failed is tried again after so long. */
export const RETRY_MS = 60_000;
/** A browser that does not even open its store by then is one without. */
export const OPEN_LIMIT_MS = 3_000;
