/**
 * Which way rings run, counted both ways: whether a file's axes are swapped, which turns every ring about, is only known
 * once all of it has been read.
 */
import type { Tally } from '../tally.ts';

const MOST_NAMED = 5;

class Turn {
  count = 0;
  readonly rows: number[] = [];

  add(row: number): void {
    this.count++;
    if (this.rows.length < MOST_NAMED && this.rows[this.rows.length - 1] !== row) this.rows.push(row);
  }
}

export class RingTurns {
  private readonly shells = { clockwise: new Turn(), counterClockwise: new Turn() };
  private readonly holes = { clockwise: new Turn(), counterClockwise: new Turn() };

  /** Rings without area on balance (an even bow-tie) run no way. */
  shell(row: number, winding: -1 | 0 | 1): void {
    if (winding < 0) this.shells.clockwise.add(row);
    else if (winding > 0) this.shells.counterClockwise.add(row);
  }

  hole(row: number, winding: -1 | 0 | 1): void {
    if (winding < 0) this.holes.clockwise.add(row);
    else if (winding > 0) this.holes.counterClockwise.add(row);
  }

  /** Shells that are clockwise and holes that are not, as seen on the map. */
  tell(tally: Tally, axesAreMirrored: boolean): void {
    const shells = axesAreMirrored ? this.shells.counterClockwise : this.shells.clockwise;
    const holes = axesAreMirrored ? this.holes.clockwise : this.holes.counterClockwise;
    tell(tally, 'clockwise-outer-ring', shells);
    tell(tally, 'counter-clockwise-hole', holes);
  }
}

function tell(tally: Tally, code: 'clockwise-outer-ring' | 'counter-clockwise-hole', turn: Turn): void {
  if (turn.count === 0) return;
  tally.file(code, { counted: 'ring', count: turn.count });
  for (const row of turn.rows) tally.file(code, { counted: 'ring', count: 0, row });
}
