/** Unpacks gzip in steps, and stops where a small file becomes a very large one. */
import { ReadCancelled } from '../../../core/geo/doctor/feature-source.ts';
import type { DoctorCode } from '../../../core/geo/doctor/report.ts';
import type { OpenOptions } from './open-options.ts';

/** Deflate reaches 1,032; text of a city 5 to 30, of identical features 200. */
export const MAX_EXPANSION = 300;
/** Below this nothing is a bomb. */
const HARMLESS_BYTES = 1024 * 1024;
export const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024;
/** A step of input becomes 16 MB at the most. */
const STEP_BYTES = 16 * 1024;
const STEPS_BETWEEN_PAUSES = 64;

export interface Unpacked {
  readonly bytes: Uint8Array;
  /** `expands-too-much` and `too-large`: nothing is given; `unreadable-archive`: what came out before the damage. */
  readonly fault: DoctorCode | null;
}

export const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Throws ReadCancelled. */
export async function gunzipSafely(packed: Uint8Array, options: OpenOptions): Promise<Unpacked> {
  const { Gunzip } = await import('fflate');
  const parts: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const inflater = new Gunzip((chunk, final) => {
    parts.push(chunk);
    length += chunk.length;
    isWhole ||= final;
  });
  const none = new Uint8Array(0);
  try {
    for (let at = 0, step = 1; at < packed.length; at += STEP_BYTES, step++) {
      const end = Math.min(at + STEP_BYTES, packed.length);
      inflater.push(packed.subarray(at, end));
      if (length > HARMLESS_BYTES && length > end * MAX_EXPANSION) return { bytes: none, fault: 'expands-too-much' };
      if (length > MAX_UNPACKED_BYTES) return { bytes: none, fault: 'too-large' };
      if (step % STEPS_BETWEEN_PAUSES !== 0) continue;
      if (options.isCancelled?.()) throw new ReadCancelled();
      options.onProgress?.({ step: 'unpacking', done: end, all: packed.length });
      await nextTurn();
    }
    // Only now: with the last step, it would give nothing of a file that was cut off.
    inflater.push(none, true);
  } catch (error) {
    if (error instanceof ReadCancelled) throw error;
    isWhole = false;
  }
  return { bytes: joined(parts, length), fault: isWhole ? null : 'unreadable-archive' };
}

export function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
