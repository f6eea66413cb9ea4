import { CITIES } from './cities.ts';

export interface MapBox {
  readonly id: string;
  /** Set beside the box: its number in the list. */
  readonly label: string;
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  readonly chosen: boolean;
}

export interface PlaceMapProps {
  readonly title: string;
  readonly boxes: readonly MapBox[];
  /** Longitude and latitude, one pair after the other. */
  readonly places?: Float32Array | undefined;
  /** Least degrees of latitude that are shown; left out: enough for a city that people know. */
  readonly leastDeg?: number;
}

const WIDTH = 480;
const HEIGHT = 170;
const LEAST_DEG = 2.4;
const MOST_NAMES = 12;
/** Room of a name, for not setting one over another. */
const NAME_HEIGHT = 14;
const NAME_WIDTH = 7;

interface View {
  readonly west: number;
  readonly north: number;
  /** Units of the picture per degree of latitude; of longitude it is this times `narrowing`. */
  readonly scale: number;
  readonly narrowing: number;
}

function viewOf(boxes: readonly MapBox[], leastDeg: number): View {
  const west = Math.min(...boxes.map(({ bbox }) => bbox[0]));
  const south = Math.min(...boxes.map(({ bbox }) => bbox[1]));
  const east = Math.max(...boxes.map(({ bbox }) => bbox[2]));
  const north = Math.max(...boxes.map(({ bbox }) => bbox[3]));
  const middle = (south + north) / 2;
  const narrowing = Math.max(0.2, Math.cos((middle * Math.PI) / 180));
  const tall = Math.max(leastDeg, (north - south) * 1.4, ((east - west) * 1.4 * narrowing * HEIGHT) / WIDTH);
  const scale = HEIGHT / tall;
  return { west: (west + east) / 2 - WIDTH / 2 / (scale * narrowing), north: middle + tall / 2, scale, narrowing };
}

/** Lines of a round number of degrees, so that some four cross the picture. */
function stepOf(degrees: number): number {
  return [0.001, 0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 20, 45].find((step) => degrees / step <= 6) ?? 90;
}

/** Where a file lies, or would: boxes among lines of degrees and places that people know. No background is fetched. */
export function PlaceMap({ title, boxes, places, leastDeg = LEAST_DEG }: PlaceMapProps) {
  if (boxes.length === 0) return null;
  const view = viewOf(boxes, leastDeg);
  const x = (lon: number) => (lon - view.west) * view.scale * view.narrowing;
  const y = (lat: number) => (view.north - lat) * view.scale;
  const wide = WIDTH / (view.scale * view.narrowing);
  const tall = HEIGHT / view.scale;
  const names = placedNames(x, y);
  return (
    <svg className="place-map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      {linesBetween(view.west, view.west + wide).map((lon) => (
        <line key={`lon${lon}`} className="place-line" x1={x(lon)} x2={x(lon)} y1={0} y2={HEIGHT} />
      ))}
      {linesBetween(view.north - tall, view.north).map((lat) => (
        <line key={`lat${lat}`} className="place-line" x1={0} x2={WIDTH} y1={y(lat)} y2={y(lat)} />
      ))}
      {names.map(({ name, left, top }) => (
        <g key={name}>
          <circle className="place-city" cx={left} cy={top} r={2.5} />
          <text className="place-name" x={left + 5} y={top + 4}>
            {name}
          </text>
        </g>
      ))}
      {places === undefined ? null : <path className="place-points" d={pathOf(places, x, y)} />}
      {boxes.map(({ id, label, bbox, chosen }) => {
        const [west, south, east, north] = bbox;
        const [w, h] = [Math.max(6, x(east) - x(west)), Math.max(6, y(south) - y(north))];
        const [left, top] = [x((west + east) / 2) - w / 2, y((south + north) / 2) - h / 2];
        return (
          <g key={id} className={`place-box${chosen ? ' chosen' : ''}`}>
            <rect x={left} y={top} width={w} height={h} />
            {label === '' ? null : (
              <text x={left + w / 2} y={top - 4} textAnchor="middle">
                {label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function linesBetween(from: number, to: number): number[] {
  const step = stepOf(to - from);
  const lines: number[] = [];
  for (let at = Math.ceil(from / step) * step; at < to && lines.length < 20; at += step) lines.push(at);
  return lines;
}

function placedNames(x: (lon: number) => number, y: (lat: number) => number) {
  const placed: { readonly name: string; readonly left: number; readonly top: number }[] = [];
  for (const [name, lon, lat] of CITIES) {
    const [left, top] = [x(lon), y(lat)];
    const inside = left > 0 && left < WIDTH - name.length * NAME_WIDTH && top > NAME_HEIGHT / 2 && top < HEIGHT - 6;
    const free = placed.every(
      (other) =>
        Math.abs(other.top - top) > NAME_HEIGHT ||
        left > other.left + other.name.length * NAME_WIDTH + 8 ||
        left + name.length * NAME_WIDTH + 8 < other.left,
    );
    if (inside && free) placed.push({ name, left, top });
    if (placed.length === MOST_NAMES) break;
  }
  return placed;
}

/** A point each, as strokes of no length with round ends. */
function pathOf(places: Float32Array, x: (lon: number) => number, y: (lat: number) => number): string {
  let path = '';
  for (let at = 0; at + 1 < places.length; at += 2) {
    path += `M${x(places[at]!).toFixed(1)} ${y(places[at + 1]!).toFixed(1)}h0`;
  }
  return path;
}
