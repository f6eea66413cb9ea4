import * as Plot from '@observablehq/plot';
import type { Cell, ResultTable } from '../../core/store/database.ts';
import { inLocale } from '../format/locale.ts';
import type { ChartChoice } from './chart-choice.ts';

export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly mostPoints: number;
  /** Presenter mode: larger type, thicker lines. */
  readonly large: boolean;
  /** Name of the axis that counts rows. */
  readonly rowsLabel: string;
}

/** Okabe–Ito without black and yellow, which vanish on one of the two papers. */
const SERIES = ['#0072b2', '#e69f00', '#009e73', '#d55e00', '#cc79a7', '#56b4e9', '#999999'];
const LONGEST_LABEL = 22;
const MS_PER_DAY = 86_400_000;
const MOST_CLOCK_DAYS = 3;

type Point = { readonly x: unknown; readonly y: unknown; readonly series: string };

/** The chart as an element. Labels come from data and are set as text by Plot, never as markup. */
export function drawChart(
  table: ResultTable,
  choice: Exclude<ChartChoice, { mark: 'none' }>,
  frame: ChartFrame,
): HTMLElement | SVGElement {
  const name = (column: number) => table.columns[column]!.name;
  const points = pointsOf(table, choice, frame.mostPoints);
  const series = 'series' in choice ? choice.series : null;
  const ink = 'var(--chart)';
  const colour = series === null ? ink : 'series';
  const stroke = frame.large ? 2.5 : 1.5;
  const common = {
    width: Math.max(220, frame.width),
    height: Math.max(120, frame.height),
    style: {
      background: 'transparent',
      color: 'var(--ink-2)',
      fontSize: frame.large ? '16px' : '11px',
      fontFamily: 'var(--sans)',
    },
    marginLeft: frame.large ? 72 : 52,
    marginTop: frame.large ? 40 : 26,
    marginBottom: frame.large ? 52 : 36,
    ...(series === null
      ? {}
      : { color: { type: 'categorical' as const, range: SERIES, legend: true, label: name(series) } }),
  };
  const numbers = { tickFormat: inLocale('chart', (locale) => Plot.formatNumber(locale)) };
  switch (choice.mark) {
    case 'line':
      return Plot.plot({
        ...common,
        x: { type: 'utc', label: `${name(choice.x)} (UTC)`, ...timeTicks(points) },
        y: { label: name(choice.y), grid: true, nice: true, ...numbers },
        marks: [
          Plot.lineY(points, { x: 'x', y: 'y', z: 'series', stroke: colour, strokeWidth: stroke }),
          ...(points.length <= 200 ? [Plot.dot(points, { x: 'x', y: 'y', fill: colour, r: stroke })] : []),
          Plot.crosshairX(points, { x: 'x', y: 'y' }),
        ],
      });
    case 'bar':
      return Plot.plot({
        ...common,
        height: Math.max(120, frame.height, points.length * (frame.large ? 26 : 18) + 60),
        marginLeft: frame.large ? 190 : 130,
        x: { label: name(choice.y), grid: true, ...numbers },
        y: { label: null, tickFormat: (label: string) => cut(label) },
        marks: [
          Plot.barX(points, {
            x: 'y',
            y: 'x',
            fill: ink,
            sort: { y: 'x', reverse: true },
            insetTop: 1,
            insetBottom: 1,
          }),
          Plot.ruleX([0], { stroke: 'var(--line-strong)' }),
        ],
      });
    case 'scatter':
      return Plot.plot({
        ...common,
        x: { label: name(choice.x), grid: true, nice: true, ...numbers },
        y: { label: name(choice.y), grid: true, nice: true, ...numbers },
        marks: [Plot.dot(points, { x: 'x', y: 'y', stroke: colour, strokeWidth: stroke, r: 2.5, strokeOpacity: 0.75 })],
      });
    case 'histogram':
      return Plot.plot({
        ...common,
        x: { label: name(choice.x), nice: true, ...numbers },
        y: { label: frame.rowsLabel, grid: true, ...numbers },
        marks: [
          Plot.rectY(points, { ...Plot.binX({ y: 'count' }, { x: 'x' }), fill: ink, inset: 0.5 } as Plot.RectYOptions),
          Plot.ruleY([0], { stroke: 'var(--line-strong)' }),
        ],
      });
  }
}

/** Within a few days the hours are told by the 24-hour clock and midnight by its date; beyond, Plot's own ticks do. */
function timeTicks(points: readonly Point[]): { readonly tickFormat?: (time: Date) => string } {
  const times = points.flatMap(({ x }) => (x instanceof Date ? [x.getTime()] : []));
  const days = (Math.max(...times) - Math.min(...times)) / MS_PER_DAY;
  if (!(days <= MOST_CLOCK_DAYS)) return {};
  const date = inLocale(
    'chart day',
    (locale) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' }),
  );
  return {
    tickFormat: (time) => (time.getTime() % MS_PER_DAY === 0 ? date.format(time) : time.toISOString().slice(11, 16)),
  };
}

function cut(label: string): string {
  return label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;
}

/** Evenly thinned where there are too many, first and last kept. */
function pointsOf(table: ResultTable, choice: Exclude<ChartChoice, { mark: 'none' }>, most: number): Point[] {
  const step = Math.max(1, table.rowCount / most);
  const points: Point[] = [];
  const value = (row: number, column: number): unknown => {
    const cell: Cell = table.cell(row, column);
    if (typeof cell === 'bigint') return Number(cell);
    if (table.columns[column]!.type === 'time' && typeof cell === 'number') return new Date(cell);
    return cell;
  };
  for (let at = 0; Math.floor(at) < table.rowCount; at += step) {
    const row = Math.floor(at);
    const y = choice.mark === 'histogram' ? null : value(row, choice.y);
    const series = 'series' in choice && choice.series !== null ? String(table.cell(row, choice.series)) : '';
    points.push({ x: value(row, choice.x), y, series });
  }
  return points;
}
