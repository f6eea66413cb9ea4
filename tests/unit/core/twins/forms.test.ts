import { describe, expect, it } from 'vitest';
import {
  explainedLayers,
  FORMS,
  type SceneInputs,
  shownLayers,
  wantedScene,
} from '../../../../app/core/twins/forms.ts';
import { attributesOf, colourBy, colouredBy, colouringOf } from '../../../../app/core/twins/layer-attributes.ts';
import { shippedLayers } from '../../../../app/core/twins/layer-catalogue.ts';
import { layerOfPart } from '../../../../app/core/twins/scene-state.ts';

const inputs = (fields: Partial<SceneInputs> = {}): SceneInputs => ({
  form: 'layers',
  layers: shippedLayers(),
  comparison: null,
  split: 0.5,
  theme: 'light',
  selected: null,
  sunTimeMs: 0,
  shadows: false,
  momentMs: null,
  model: { scenarioId: 'scenario-1', show: 'change', measure: 'no2', picking: null },
  ...fields,
});
const layer = (scene: ReturnType<typeof wantedScene>, id: string) => scene.layers.find((one) => one.id === id)!;

describe('the shipped layers', () => {
  it('lie from the ground up to the sensors', () => {
    expect(shippedLayers().map(({ id }) => id)).toEqual([
      'blocks',
      'parks',
      'districts',
      'census_sections',
      'streets',
      'trees',
      'buildings',
      'facilities',
      'sensors',
    ]);
  });

  it('wear the kind of what colours them', () => {
    const kinds = Object.fromEntries(shippedLayers().map(({ id, kind }) => [id, kind]));
    expect(kinds).toMatchObject({ buildings: 'derived', streets: 'live', sensors: 'live', census_sections: 'static' });
  });

  it('go back to static when they are made plain, and to what was asked when coloured again', () => {
    const buildings = shippedLayers().find(({ id }) => id === 'buildings')!;
    const plain = colourBy(buildings, null);
    expect([plain.kind, colouredBy(plain), plain.values]).toEqual(['static', null, undefined]);
    const byYear = colourBy(plain, 'year');
    expect([byYear.kind, colouredBy(byYear), byYear.values?.live]).toEqual(['static', 'year', false]);
    expect(colourBy(buildings, 'nonsense').colour).toEqual({ type: 'plain' });
  });

  it('offer readings with their unit, and say which are live', () => {
    expect(attributesOf({ table: 'sensors' })[0]).toEqual({
      id: 'no2',
      unit: 'ug/m3',
      kind: 'number',
      live: true,
      layerKind: 'live',
    });
    expect(attributesOf({ table: 'nowhere' })).toEqual([]);
  });
});

describe('the forms', () => {
  it('each ask one question', () => {
    expect(FORMS.map(({ id, question }) => [id, question])).toEqual([
      ['3d', 'form.3d.question'],
      ['layers', 'form.layers.question'],
      ['model', 'form.model.question'],
    ]);
  });

  it('3D shows buildings as plain card and puts areas away, while sensors and streets stay live', () => {
    const scene = wantedScene(inputs({ form: '3d' }));
    expect(layer(scene, 'buildings').colour).toEqual({ type: 'plain' });
    expect(layer(scene, 'buildings').values).toBeNull();
    expect(layer(scene, 'census_sections').visible).toBe(false);
    expect(layer(scene, 'sensors').values?.live).toBe(true);
    expect(explainedLayers(inputs({ form: '3d' })).map(({ id }) => id)).toEqual(['streets', 'sensors']);
  });

  it('Layers colours the buildings by what the nearest sensor reads', () => {
    expect(explainedLayers(inputs()).map(({ id, kind }) => [id, kind])).toEqual([
      ['streets', 'live'],
      ['buildings', 'derived'],
      ['sensors', 'live'],
    ]);
  });

  it('a comparison draws one layer on both sides of the line, each by its own attribute', () => {
    const comparison = { layerId: 'buildings', left: 'year', right: 'height_m' };
    const shown = shownLayers(inputs({ comparison })).filter(({ table }) => table === 'buildings');
    expect(shown.map(({ id, side, colour }) => [id, side, colouredBy({ colour })])).toEqual([
      ['buildings', 'left', 'year'],
      ['buildings#right', 'right', 'height_m'],
    ]);
    expect(layerOfPart('buildings#right')).toBe('buildings');
    expect(wantedScene(inputs({ comparison })).split).toBe(0.5);
    expect(wantedScene(inputs({ comparison, form: '3d' })).split).toBeNull();
  });

  it('a past moment asks for readings up to it, and stops following the stream', () => {
    const momentMs = Date.UTC(2024, 10, 7, 6, 30);
    const values = layer(wantedScene(inputs({ momentMs })), 'sensors').values!;
    expect(values.live).toBe(false);
    expect(values.sql).toContain('phenomenon_time <= make_timestamp(1730961000000000)');
    expect(colouringOf('buildings', 'year', momentMs)!.values).toEqual(colouringOf('buildings', 'year')!.values);
  });

  it('the result of a query keeps its own colours and values when the past is looked at', () => {
    const sql = 'SELECT feature_id, height_m FROM buildings';
    const colour = {
      type: 'ramp',
      attribute: 'height_m',
      ramp: 'viridis',
      low: 5,
      high: 60,
      breaks: [],
      unit: 'm',
    } as const;
    const layers = shippedLayers().map((one) =>
      one.id === 'buildings' ? { ...one, colour, values: { sql, live: false } } : one,
    );
    const shown = layer(
      wantedScene(inputs({ layers, form: 'layers', momentMs: Date.UTC(2024, 10, 7, 6) })),
      'buildings',
    );
    expect(shown.colour).toEqual(colour);
    expect(shown.values).toEqual({ sql, live: false });
  });

  it('the dark theme has its own tones', () => {
    expect(layer(wantedScene(inputs()), 'buildings').base).toEqual([247, 245, 240, 255]);
    expect(layer(wantedScene(inputs({ theme: 'dark' })), 'buildings').base).toEqual([104, 115, 127, 255]);
  });

  it('areas coloured by data leave the ground visible where they have no value; plain ones are a sheet', () => {
    expect(layer(wantedScene(inputs()), 'census_sections').base[3]).toBe(0);
    const layers = shippedLayers().map((one) => (one.id === 'census_sections' ? colourBy(one, null) : one));
    expect(layer(wantedScene(inputs({ layers })), 'census_sections').base[3]).toBe(255);
  });
});

describe('the Model form', () => {
  const model = (fields: Partial<SceneInputs['model']> = {}): Partial<SceneInputs> => ({
    form: 'model',
    model: { scenarioId: 'scenario-1', show: 'change', measure: 'no2', picking: null, ...fields },
  });

  it('colours streets by traffic and buildings by the façade nearest to them, and puts measurements away', () => {
    const scene = wantedScene(inputs(model()));
    expect(layer(scene, 'streets').colour).toMatchObject({
      type: 'ramp',
      ramp: 'vik',
      attribute: 'model_veh_day_change',
    });
    expect(layer(scene, 'streets').values?.live).toBe(true);
    expect(layer(scene, 'streets').values?.sql).toContain("FROM scenario_links r WHERE r.scenario_id = 'scenario-1'");
    expect(layer(scene, 'buildings').colour).toMatchObject({ attribute: 'model_no2_change', unit: 'ug/m3' });
    expect(layer(scene, 'buildings').values?.sql).toContain('FROM buildings b JOIN scenario_receptors r');
    expect(layer(scene, 'sensors').visible).toBe(false);
    const coloured = explainedLayers(inputs(model()));
    expect(coloured.map(({ id, kind }) => [id, kind])).toEqual([
      ['streets', 'modelled'],
      ['buildings', 'modelled'],
    ]);
  });

  it('has a ramp whose middle class lies around zero, as far to one side as to the other', () => {
    for (const measure of ['no2', 'lden', 'lnight'] as const) {
      for (const id of ['streets', 'buildings']) {
        const { colour } = layer(wantedScene(inputs(model({ measure }))), id);
        if (colour.type !== 'ramp') throw new Error(`${id} has no ramp`);
        expect(colour.breaks.length % 2).toBe(0);
        expect(colour.breaks.map((value) => 0 - value).reverse()).toEqual(colour.breaks);
        expect(colour.low).toBe(-colour.high);
      }
    }
  });

  it('shows before and after on one scale, each by its own column', () => {
    for (const show of ['before', 'after'] as const) {
      const scene = wantedScene(inputs(model({ show, measure: 'lden' })));
      expect(layer(scene, 'buildings').colour).toMatchObject({ ramp: 'viridis', attribute: 'model_lden' });
      expect(layer(scene, 'buildings').values?.sql).toContain(`r.lden_${show}`);
      expect(layer(scene, 'streets').values?.sql).toContain(`veh_day_${show}`);
    }
  });

  it('swipes before against after', () => {
    const scene = wantedScene(inputs({ ...model({ show: 'swipe' }), split: 0.3 }));
    expect(scene.split).toBe(0.3);
    const drawn = scene.layers.filter(({ table }) => table === 'streets' || table === 'buildings');
    expect(drawn.map(({ id, side }) => [layerOfPart(id), side])).toEqual([
      ['streets', 'left'],
      ['streets', 'right'],
      ['buildings', 'left'],
      ['buildings', 'right'],
    ]);
    expect(wantedScene(inputs({ ...model(), split: 0.3 })).split).toBeNull();
  });

  it('shows what is picked while streets are, and nothing else in colour', () => {
    const picking = { chosen: ["o'hara"], changed: ['a-1'] };
    const scene = wantedScene(inputs(model({ show: 'swipe', picking })));
    expect(scene.split).toBeNull();
    expect(layer(scene, 'streets').values?.sql).toBe(
      "SELECT * FROM (VALUES ('a-1', 'changed'), ('o''hara', 'chosen')) AS picked(feature_id, value)",
    );
    expect(layer(scene, 'buildings').colour).toEqual({ type: 'plain' });
  });

  it('leaves the layers as they were for the other forms', () => {
    const layers = shippedLayers();
    shownLayers(inputs({ ...model(), layers }));
    expect(layers).toEqual(shippedLayers());
  });
});
