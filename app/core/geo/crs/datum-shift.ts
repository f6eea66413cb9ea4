/** Which published shift to WGS 84 serves best: a datum often has several, each for a part of where it is used. */

export interface DegreeBox {
  readonly west: number;
  readonly south: number;
  /** Less than `west` where the box crosses the antimeridian. */
  readonly east: number;
  readonly north: number;
}

export interface DatumShift extends DegreeBox {
  /** EPSG's code of the transformation; 0: none needed. */
  readonly operation: number;
  /** As EPSG states it, m. */
  readonly accuracyM: number;
  /** None (the same frame), three (m) or seven: m, arc seconds as position vector, ppm. */
  readonly numbers: readonly number[];
}

/** A shift that holds for this share of the wanted area serves it. */
const SERVES = 0.8;

/** The most accurate of those that hold for the area; where none does, the one that holds for most of it. */
export function shiftFor(shifts: readonly DatumShift[], area: DegreeBox): DatumShift | null {
  let best: DatumShift | null = null;
  let bestShare = 0;
  for (const shift of shifts) {
    const share = Math.min(shareCovered(area, shift), SERVES);
    const better = best === null || share > bestShare || (share === bestShare && shift.accuracyM < best.accuracyM);
    if (better) {
      best = shift;
      bestShare = share;
    }
  }
  return best;
}

/** How much of a box another covers, 0–1, by degrees. */
export function shareCovered(box: DegreeBox, by: DegreeBox): number {
  const tall = overlap(box.south, box.north, by.south, by.north) / Math.max(box.north - box.south, 1e-9);
  const width = Math.max(widthOf(box), 1e-9);
  // The other may lie a turn further east or west.
  const wide = [-360, 0, 360].reduce(
    (sum, turn) => sum + overlap(box.west, box.west + width, by.west + turn, by.west + turn + widthOf(by)),
    0,
  );
  return Math.min(1, (Math.max(tall, 0) * wide) / width);
}

export function widthOf({ west, east }: DegreeBox): number {
  return east >= west ? east - west : east - west + 360;
}

function overlap(low: number, high: number, otherLow: number, otherHigh: number): number {
  return Math.max(0, Math.min(high, otherHigh) - Math.max(low, otherLow));
}

/** As PROJ writes it. */
export function shiftText(shift: DatumShift | null): string {
  return `+towgs84=${shift === null || shift.numbers.length === 0 ? '0,0,0' : shift.numbers.join(',')}`;
}

const KM_PER_DEGREE = 111.2;

/** How far a place lies from a box: 0 inside, else kilometres on a small plane, which is enough to compare. */
export function distanceToBoxKm(box: DegreeBox, lon: number, lat: number): number {
  const south = Math.max(box.south - lat, lat - box.north, 0);
  const fromWest = (((lon - box.west) % 360) + 360) % 360;
  const beyond = fromWest - widthOf(box);
  const east = beyond <= 0 ? 0 : Math.min(beyond, 360 - fromWest) * Math.cos((lat * Math.PI) / 180);
  return KM_PER_DEGREE * Math.hypot(south, east);
}
