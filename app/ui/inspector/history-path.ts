import type { SensorPoint } from '../../commands/read-sensor.ts';

export interface HistoryDrawing {
  readonly line: string;
  readonly area: string;
  /** Values flagged suspect or failed, at most the last 40. */
  readonly doubtful: readonly { readonly x: number; readonly y: number }[];
  readonly low: number;
  readonly high: number;
}

/** A silence longer than this many usual intervals is a gap, and the line breaks there. */
const GAP_INTERVALS = 2.5;
const MOST_DOUBTFUL = 40;
const MARGIN = 4;

/** Draws points (oldest first) into a box; null where there is no value at all. Pixels are rounded to a tenth. */
export function historyPath(points: readonly SensorPoint[], width: number, height: number): HistoryDrawing | null {
  const known = points.filter((point): point is SensorPoint & { value: number } => point.value !== null);
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined || first === last) return null;
  const trusted = known.filter((point) => point.flag < 3);
  const values = (trusted.length > 1 ? trusted : known).map((point) => point.value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const x = (point: SensorPoint) => tenth(((point.timeMs - first.timeMs) / (last.timeMs - first.timeMs)) * width);
  const span = high - low;
  const y = (value: number) => {
    const share = span === 0 ? 0.5 : Math.min(1, Math.max(0, (value - low) / span));
    return tenth(height - MARGIN - share * (height - 2 * MARGIN));
  };
  const steps = known.slice(1).map((point, index) => point.timeMs - known[index]!.timeMs);
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)]!;
  const pieces: (typeof known)[] = [];
  known.forEach((point, index) => {
    const gap = index === 0 || steps[index - 1]! > usual * GAP_INTERVALS;
    if (gap) pieces.push([point]);
    else pieces.at(-1)!.push(point);
  });
  const trace = (piece: typeof known) => piece.map((point) => `${x(point)},${y(point.value)}`).join('L');
  return {
    line: pieces.map((piece) => `M${trace(piece)}`).join(''),
    area: pieces.map((piece) => `M${x(piece[0]!)},${height}L${trace(piece)}L${x(piece.at(-1)!)},${height}Z`).join(''),
    doubtful: known
      .filter((point) => point.flag === 3 || point.flag === 4)
      .slice(-MOST_DOUBTFUL)
      .map((point) => ({ x: x(point), y: y(point.value) })),
    low,
    high,
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
