/** How much of a message is read at all. Whatever is larger is turned away as `too-large`, before anything is built. */

export const MAX_PAYLOAD_BYTES = 64 * 1024;
/** Nesting of `{` and `[`; the deepest dialect (SensorThings) needs four. */
export const MAX_JSON_DEPTH = 16;
export const MAX_OBSERVATIONS_PER_MESSAGE = 256;
/** Identifiers: device, run, property, unit. */
export const MAX_NAME_LENGTH = 128;
/** What `rejected_messages` keeps of a payload. */
export const REJECTED_HEAD_BYTES = 4 * 1024;
/** What a detail quotes of a payload. */
export const MAX_DETAIL_LENGTH = 160;
/** Times further ahead of the virtual clock than this are `far-future`. */
export const FAR_FUTURE_MS = 24 * 3_600_000;
