/**
 * How the Model form paints: streets by their traffic, buildings by the air or the noise at the façade nearest to them,
 * before, after, or as the difference. Values come from the tables that the models write (`scenario_links`,
 * `scenario_receptors`), so that whatever is on the map can be asked in SQL.
 */
import { quoteText } from '../base/sql-text.ts';
import type { Colouring } from './layer-attributes.ts';
import type { ColourRule, LayerSpec, Ramp } from './layer-spec.ts';
import { partId } from './scene-state.ts';

/** What of a scenario is shown; `swipe` draws before and after on the two sides of a line. */
export type ModelShow = 'before' | 'after' | 'change' | 'swipe';
/** What buildings are painted by; streets always show traffic. */
export type ModelMeasure = 'no2' | 'lden' | 'lnight';

export interface ModelLooks {
  /** Whose rows are painted. */
  readonly scenarioId: string;
  readonly show: ModelShow;
  readonly measure: ModelMeasure;
  /** Streets show the trips that are followed through one of them (`street_trip_links`). */
  readonly through?: boolean;
  /** The layer whose features are the streets of the model, where it is not the shipped one. */
  readonly streets?: string;
  /** While streets are being picked: those picked now, and those that the scenario changes already. */
  readonly picking: { readonly chosen: readonly string[]; readonly changed: readonly string[] } | null;
}

/** Muted warm grey, unlike the diverging ramp and unlike the model's own tones in light and dark. */
const UNSURE_COLOUR = '#b5b0a3';
/** Share of the draws that must agree on a sign; as in core/models/uncertainty. */
const SURE_SHARE = 0.9;
/** About 100 m in degrees of latitude: a building farther from every façade point than this stays plain. */
const REACH_DEG = 0.0009;
/** The page's colours of interaction: what is picked is no data. */
const CHOSEN_COLOUR = '#4a3fd1';
const CHANGED_COLOUR = '#56b4e9';

interface Scale {
  readonly ramp: Ramp;
  readonly low: number;
  readonly high: number;
  readonly breaks: readonly number[];
}

const around = (steps: readonly number[], end: number): Scale => ({
  ramp: 'vik',
  low: -end,
  high: end,
  breaks: [...[...steps].reverse().map((step) => -step), ...steps],
});

const SCALES: Readonly<Record<string, Scale>> = {
  model_veh_day: { ramp: 'cividis', low: 0, high: 40_000, breaks: [2_000, 5_000, 10_000, 15_000, 20_000, 30_000] },
  model_veh_day_change: around([500, 2_000, 8_000], 20_000),
  model_no2: { ramp: 'viridis', low: 0, high: 50, breaks: [10, 15, 20, 25, 30, 40] },
  model_no2_change: around([0.5, 2, 5], 20),
  model_lden: { ramp: 'viridis', low: 45, high: 80, breaks: [53, 55, 60, 65, 70, 75] },
  model_lden_change: around([0.5, 1.5, 4], 10),
  model_lnight: { ramp: 'viridis', low: 35, high: 70, breaks: [40, 45, 50, 55, 60, 65] },
  model_lnight_change: around([0.5, 1.5, 4], 10),
};
const UNITS = { veh_day: '{veh}/d', no2: 'ug/m3', lden: 'dB[A]', lnight: 'dB[A]' } as const;

function ruleOf(quantity: Quantity, change: boolean): ColourRule {
  const attribute = `model_${quantity}${change ? '_change' : ''}`;
  return {
    type: 'ramp',
    attribute,
    ...SCALES[attribute]!,
    unit: UNITS[quantity],
    ...(change ? { unsure: UNSURE_COLOUR, still: true } : {}),
  };
}

type Quantity = keyof typeof UNITS;
type Moment = 'before' | 'after' | 'change';

/**
 * The single run until the scenario was explored; from then on the median of the draws, which is what their agreement is about.
 * Of a change NaN, which is hatched, where fewer than nine draws of ten agree on the sign — unless nine of ten agree that
 * it is hardly any.
 */
function shownValue(quantity: Quantity, moment: Moment): string {
  if (moment !== 'change') {
    const column = `r.${quantity}_${moment}`;
    return quantity === 'veh_day' ? column : `coalesce(${column}_median, ${column})`;
  }
  const change = `r.${quantity}_change`;
  const still = SCALES[`model_${quantity}_change`]!.breaks.find((step) => step > 0)!;
  const agree = `greatest(r.${quantity}_lower_draws, r.${quantity}_higher_draws) >= ${SURE_SHARE} * r.draws`;
  const hardly = `${change}_low > ${-still} AND ${change}_high < ${still}`;
  return `CASE WHEN r.draws IS NULL OR ${agree} OR (${hardly}) THEN coalesce(${change}_median, ${change}) ELSE 'NaN'::DOUBLE END`;
}

function buildingSql(measure: ModelMeasure, moment: Moment, scenarioId: string): string {
  const east = '(b.centroid_lon - r.lon) * cos(radians(b.centroid_lat))';
  const north = '(b.centroid_lat - r.lat)';
  return `SELECT b.feature_id, arg_min(${shownValue(measure, moment)}, pow(${east}, 2) + pow(${north}, 2)) AS value
FROM buildings b JOIN scenario_receptors r ON abs(${east}) < ${REACH_DEG} AND abs(${north}) < ${REACH_DEG}
WHERE r.scenario_id = ${quoteText(scenarioId)}
GROUP BY b.feature_id`;
}

function streetColouring(moment: Moment, scenarioId: string): Colouring {
  const sql = `SELECT r.feature_id, ${shownValue('veh_day', moment)} AS value
FROM scenario_links r WHERE r.scenario_id = ${quoteText(scenarioId)}`;
  return { colour: ruleOf('veh_day', moment === 'change'), values: { sql, live: true }, kind: 'modelled' };
}

/** Of a hundred drivers in the followed street, how many use each other one. */
function throughColouring(): Colouring {
  return {
    colour: {
      type: 'ramp',
      attribute: 'model_through',
      ramp: 'cividis',
      low: 0,
      high: 100,
      breaks: [5, 10, 25, 50, 75],
      unit: '%',
    },
    values: {
      sql: `SELECT feature_id, 100 * veh_hour / (SELECT sum(veh_hour) FROM street_trip_links WHERE is_chosen = 1) AS value
FROM street_trip_links`,
      live: true,
    },
    kind: 'modelled',
  };
}

function buildingColouring(measure: ModelMeasure, moment: Moment, scenarioId: string): Colouring {
  return {
    colour: ruleOf(measure, moment === 'change'),
    values: { sql: buildingSql(measure, moment, scenarioId), live: true },
    kind: 'modelled',
  };
}

function pickingColouring({ chosen, changed }: NonNullable<ModelLooks['picking']>): Colouring {
  const rows = [
    ...changed.map((id) => `(${quoteText(id)}, 'changed')`),
    ...chosen.map((id) => `(${quoteText(id)}, 'chosen')`),
  ];
  // A later row of a street wins: what is picked now covers what the scenario already changes.
  const sql =
    rows.length === 0
      ? "SELECT '' AS feature_id, '' AS value WHERE false"
      : `SELECT * FROM (VALUES ${rows.join(', ')}) AS picked(feature_id, value)`;
  return {
    colour: {
      type: 'categories',
      attribute: 'model_picked',
      categories: [
        { value: 'chosen', colour: CHOSEN_COLOUR, label: 'legend.picked' },
        { value: 'changed', colour: CHANGED_COLOUR, label: 'legend.changed' },
      ],
    },
    values: { sql, live: false },
    kind: 'static',
  };
}

/** A layer as the Model form shows it: one, or two where before and after are swiped. */
export function modelledLayer(layer: LayerSpec, looks: ModelLooks): readonly LayerSpec[] {
  const { streets = 'streets' } = looks;
  if (streets !== 'streets' && layer.id === 'streets') return [{ ...layer, visible: false }];
  if (streets !== 'streets' && layer.id === 'buildings') {
    const { values: _of, ...plain } = layer;
    return [{ ...plain, kind: 'static', colour: { type: 'plain' } }];
  }
  const colouring = (moment: Moment): Colouring =>
    layer.id === streets
      ? streetColouring(moment, looks.scenarioId)
      : buildingColouring(looks.measure, moment, looks.scenarioId);
  const { values: _values, onlyValued: _onlyValued, ...rest } = layer;
  if (layer.id === streets && looks.picking !== null) {
    return [{ ...rest, visible: true, ...pickingColouring(looks.picking) }];
  }
  if (looks.through === true && looks.picking === null) {
    if (layer.id === streets) return [{ ...rest, visible: true, ...throughColouring() }];
    if (layer.id === 'buildings') return [{ ...rest, kind: 'static', colour: { type: 'plain' } }];
  }
  if (layer.id === streets || layer.id === 'buildings') {
    const visible = layer.id === streets || layer.visible;
    if (layer.id === 'buildings' && looks.picking !== null) {
      return [{ ...rest, kind: 'static', colour: { type: 'plain' } }];
    }
    if (looks.show !== 'swipe') return [{ ...rest, visible, ...colouring(looks.show) }];
    return [
      { ...rest, visible, side: 'left', ...colouring('before') },
      { ...rest, visible, side: 'right', id: partId(layer.id, 'right'), ...colouring('after') },
    ];
  }
  // Measurements and statistics are put away: what is coloured here is modelled, all of it.
  if (layer.id === 'sensors' || layer.kind === 'live') return [{ ...layer, visible: false }];
  const isStatistics = layer.shape === 'surface' && layer.colour.type !== 'plain' && layer.kind !== 'derived';
  return [isStatistics ? { ...layer, visible: false } : layer];
}
