/**
 * Which side of a line a point is on, without rounding: a fast answer with Shewchuk's error bound (Adaptive Precision
 * Floating-Point Arithmetic, 1997), and exact whole-number arithmetic where that bound does not decide.
 */

/** (3 + 16 ε) ε with ε = 2⁻⁵³: beyond this share of its terms a 2 × 2 determinant's sign is certain. */
const ERROR_BOUND = 3.3306690738754716e-16;
/** Products below this may have lost digits to underflow. */
const SMALLEST_SURE = 1e-290;

/** Positive where c lies left of a → b, negative right, 0 exactly on the line. Only the sign is meant. */
export function orientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (ax - cx) * (by - cy);
  const right = (ay - cy) * (bx - cx);
  const determinant = left - right;
  const bound = ERROR_BOUND * (Math.abs(left) + Math.abs(right)) + SMALLEST_SURE;
  if (determinant > bound || -determinant > bound) return determinant;
  // Points on one upright or level line are common in drawn data: both products are exactly nothing.
  if ((ax === cx || by === cy) && (ay === cy || bx === cx)) return 0;
  return exactOrientation(ax, ay, bx, by, cx, cy);
}

function exactOrientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const [x1, y1, x2, y2, x3, y3] = wholeNumbers([ax, ay, bx, by, cx, cy]) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const determinant = (x1 - x3) * (y2 - y3) - (y1 - y3) * (x2 - x3);
  return determinant > 0n ? 1 : determinant < 0n ? -1 : 0;
}

const float = new Float64Array(1);
const bits = new BigUint64Array(float.buffer);

/** The numbers times one common power of two that makes all of them whole. */
export function wholeNumbers(values: ArrayLike<number>): bigint[] {
  const parts = Array.from(values, (value) => {
    float[0] = value;
    const word = bits[0]!;
    const exponent = Number((word >> 52n) & 0x7ffn);
    const fraction = word & 0xfffffffffffffn;
    const mantissa = exponent === 0 ? fraction : fraction | 0x10000000000000n;
    return { mantissa: word >> 63n ? -mantissa : mantissa, exponent: exponent === 0 ? 1 : exponent };
  });
  // A zero takes any exponent: it must not force all others to thousands of bits.
  let lowest = 2047;
  for (const { mantissa, exponent } of parts) if (mantissa !== 0n && exponent < lowest) lowest = exponent;
  return parts.map(({ mantissa, exponent }) => (mantissa === 0n ? 0n : mantissa << BigInt(exponent - lowest)));
}

/** True where the point lies on the segment, ends included; exact. */
export function isOnSegment(ax: number, ay: number, bx: number, by: number, px: number, py: number): boolean {
  if (px < Math.min(ax, bx) || px > Math.max(ax, bx) || py < Math.min(ay, by) || py > Math.max(ay, by)) return false;
  return orientation(ax, ay, bx, by, px, py) === 0;
}
