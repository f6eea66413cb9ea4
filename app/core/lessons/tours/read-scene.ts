/** What the app does at a step, out of its YAML block. */
import type { Fields } from './read-fields.ts';
import {
  TOUR_FORMS,
  TOUR_MEASURES,
  TOUR_PANELS,
  TOUR_SHOWS,
  TOUR_TABS,
  type TourCamera,
  type TourPanel,
  type TourScenario,
  type TourScene,
  type TourSuperblock,
} from './tour.ts';

/** What the place offers that a tour may name: attributes by layer. */
export interface TourPlace {
  readonly layers: ReadonlyMap<string, readonly string[]>;
}

const FIELDS = [
  'minutes',
  'form',
  'camera',
  'layers',
  'colour',
  'shadows',
  'time',
  'speed',
  'paused',
  'scenario',
  'show',
  'measure',
  'compare',
  'panel',
  'tab',
  'pick',
  'sql',
  'on-map',
];
const CLOCK_TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const LONGEST_SQL = 5_000;
const FASTEST_SPEED = 3600;
const MOST_MINUTES = 120;

export interface ReadScene {
  readonly minutes: number;
  readonly scene: TourScene;
  readonly camera: TourCamera;
}

/** `before` is the camera of the nearest step before that has one. Null where there is no form or no camera. */
export function readScene(fields: Fields, place: TourPlace, before: TourCamera | null): ReadScene | null {
  if (!fields.has('form')) fields.problem('missing-field', 'form', 'the block needs “form: 3d”, “layers” or “model”');
  const form = fields.choice('form', TOUR_FORMS);
  const camera = readCamera(fields, before);
  const scenario = readScenario(fields);
  const tab = fields.choice('tab', TOUR_TABS);
  const panel = panelOf(fields, fields.choice('panel', TOUR_PANELS), tab !== null);
  const sql = fields.text('sql', LONGEST_SQL);
  const onMap = fields.text('on-map');
  if (onMap !== null && sql === null)
    fields.problem('bad-value', 'on-map', '“on-map” needs an “sql” whose rows it shows');
  const minutes = fields.number('minutes', 0, MOST_MINUTES) ?? 0;
  const rest = {
    layers: readLayers(fields, place),
    colours: readColours(fields, place),
    shadows: fields.flag('shadows') ?? false,
    timeMinutes: readTime(fields),
    speed: fields.number('speed', 1, FASTEST_SPEED),
    paused: fields.flag('paused') ?? false,
    scenario,
    show: fields.choice('show', TOUR_SHOWS) ?? 'change',
    measure: fields.choice('measure', TOUR_MEASURES) ?? 'no2',
    compare: readCompare(fields, place),
    panel: panel ?? 'none',
    tab: tab ?? 'results',
    pick: readPick(fields, place),
    sql,
    onMap: onMap !== null && knows(fields, 'on-map', place, onMap, null) ? onMap : null,
  } as const;
  if (form !== null && form !== 'model') {
    for (const name of ['scenario', 'show', 'measure', 'tab']) {
      if (fields.has(name))
        fields.problem('bad-value', name, `“${name}” is shown in the model only: write “form: model”`);
    }
  }
  if (form === 'model' && rest.compare !== null) {
    fields.problem('bad-value', 'compare', '“compare” lays two attributes side by side, in the form “layers” only');
  }
  fields.finish(FIELDS);
  return form === null || camera === null ? null : { minutes, camera, scene: { form, camera, ...rest } };
}

/** A tab of the what-if sheet opens that sheet. */
function panelOf(fields: Fields, panel: TourPanel | null, hasTab: boolean): TourPanel | null {
  if (hasTab && panel !== null && panel !== 'model') {
    return fields.problem(
      'bad-value',
      'tab',
      '“tab” is a part of the what-if sheet: leave “panel” out or write “model”',
    );
  }
  if (hasTab) return 'model';
  return panel ?? (fields.has('sql') && !fields.has('on-map') ? 'query' : null);
}

function readCamera(fields: Fields, before: TourCamera | null): TourCamera | null {
  const value = fields.raw('camera');
  if (value === undefined || value === 'same') {
    if (before !== null) return before;
    const words = 'the first step needs a camera: lon, lat, height, heading, pitch';
    return fields.problem('no-camera-yet', 'camera', words);
  }
  const inside = fields.inside('camera');
  if (inside === null) return null;
  const names = ['lon', 'lat', 'height', 'heading', 'pitch'];
  const missing = names.filter((name) => !inside.has(name));
  if (missing.length > 0) {
    return fields.problem('missing-field', 'camera', `the camera lacks ${missing.join(', ')} (degrees, metres)`);
  }
  const camera = {
    lon: inside.number('lon', -180, 180),
    lat: inside.number('lat', -85, 85),
    heightM: inside.number('height', 2, 50_000),
    headingDeg: inside.number('heading', -360, 360),
    pitchDeg: inside.number('pitch', -90, 30),
  };
  inside.finish(names);
  return Object.values(camera).includes(null) ? null : (camera as TourCamera);
}

function knows(fields: Fields, field: string, place: TourPlace, layer: string, attribute: string | null): boolean {
  const attributes = place.layers.get(layer);
  if (attributes === undefined) {
    const there = [...place.layers.keys()].join(', ');
    fields.problem('bad-value', field, `there is no layer “${layer.slice(0, 40)}”; there are ${there}`);
    return false;
  }
  if (attribute === null || attributes.includes(attribute)) return true;
  const offered = attributes.length === 0 ? 'nothing' : attributes.join(', ');
  fields.problem(
    'bad-value',
    field,
    `the layer ${layer} cannot be coloured by “${attribute.slice(0, 40)}”, only by ${offered}`,
  );
  return false;
}

function readLayers(fields: Fields, place: TourPlace): readonly string[] | null {
  const value = fields.raw('layers');
  if (value === undefined) return null;
  if (!Array.isArray(value) || !value.every((name) => typeof name === 'string')) {
    return fields.problem('bad-value', 'layers', '“layers” is to be a list of layers, such as [buildings, streets]');
  }
  return value.filter((name: string) => knows(fields, 'layers', place, name, null));
}

function readColours(fields: Fields, place: TourPlace): Readonly<Record<string, string>> {
  const value = fields.raw('colour');
  if (value === undefined || fields.inside('colour') === null) return {};
  const pairs = Object.entries(value as Readonly<Record<string, unknown>>);
  const sound = pairs.filter(([layer, attribute]) => {
    if (typeof attribute === 'string') {
      return knows(fields, 'colour', place, layer, attribute === 'plain' ? null : attribute);
    }
    fields.problem('bad-value', 'colour', `“${layer.slice(0, 40)}” is to be followed by an attribute or “plain”`);
    return false;
  });
  return Object.fromEntries(sound) as Record<string, string>;
}

function readTime(fields: Fields): number | null {
  const value = fields.raw('time');
  if (value === undefined || value === 'now') return null;
  const [, hours, minutes] = (typeof value === 'string' && CLOCK_TIME.exec(value)) || [];
  if (hours !== undefined) return Number(hours) * 60 + Number(minutes);
  return fields.problem('bad-value', 'time', '“time” is to be now or a local time in quotation marks, such as "16:30"');
}

function readScenario(fields: Fields): TourScenario | null {
  const value = fields.raw('scenario');
  if (value === undefined || value === 'none') return null;
  const inside = fields.inside('scenario');
  if (inside === null) return null;
  const known = ['name', 'superblock', 'draws'];
  for (const name of ['name', 'superblock']) {
    if (!inside.has(name)) fields.problem('missing-field', 'scenario', `the scenario lacks “${name}”`);
  }
  const name = inside.text('name', 80);
  const superblock = readSuperblock(inside);
  const draws = inside.flag('draws') ?? false;
  inside.finish(known);
  return name === null || superblock === null ? null : { name, superblock, draws };
}

function readSuperblock(inside: Fields): TourSuperblock | null {
  const value = inside.raw('superblock');
  if (value === undefined) return null;
  if (value === 'middle') return value;
  const isFour = Array.isArray(value) && value.length === 4 && value.every((name) => typeof name === 'string');
  if (isFour) return value as unknown as TourSuperblock;
  const words = '“superblock” is to be middle, or the names of four streets: two that run one way, two that cross them';
  return inside.problem('bad-value', 'superblock', words);
}

function readCompare(fields: Fields, place: TourPlace): TourScene['compare'] {
  const inside = fields.inside('compare');
  if (inside === null) return null;
  const [layer, left, right] = [inside.text('layer'), inside.text('left'), inside.text('right')];
  inside.finish(['layer', 'left', 'right']);
  if (layer === null || left === null || right === null) {
    return fields.problem('missing-field', 'compare', '“compare” needs layer, left and right');
  }
  const isKnown = [left, right].every((attribute) => knows(fields, 'compare', place, layer, attribute));
  return isKnown ? { layer, left, right } : null;
}

function readPick(fields: Fields, place: TourPlace): TourScene['pick'] {
  const inside = fields.inside('pick');
  if (inside === null) return null;
  const [layer, feature] = [inside.text('layer'), inside.text('feature')];
  inside.finish(['layer', 'feature']);
  if (layer === null || feature === null) {
    return fields.problem('missing-field', 'pick', '“pick” needs layer and feature');
  }
  return knows(fields, 'pick', place, layer, null) ? { layer, feature } : null;
}
