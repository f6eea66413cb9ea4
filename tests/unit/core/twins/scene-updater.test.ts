import { describe, expect, it } from 'vitest';
import { changedColours, featureColours } from '../../../../app/core/twins/feature-colours.ts';
import { sceneDiff } from '../../../../app/core/twins/scene-diff.ts';
import { createSceneUpdater } from '../../../../app/core/twins/scene-updater.ts';
import { geometryOf, RAMP, recordingRenderer, sceneOf, wantedLayer } from '../../../builders/layers.ts';

const THREE = geometryOf('buildings', ['a', 'b', 'c']);
const coloured = wantedLayer({ colour: RAMP });

describe('colours of features', () => {
  it('follow the geometry’s order and leave features without a value unpainted', () => {
    const rgba = featureColours(['a', 'b', 'c'], RAMP, new Map([['c', 5]]));
    expect([...rgba]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 68, 1, 84, 255]);
  });

  it('are sent for changed features only', () => {
    const before = featureColours(
      ['a', 'b', 'c'],
      RAMP,
      new Map([
        ['a', 5],
        ['b', 5],
        ['c', 5],
      ]),
    );
    const after = featureColours(
      ['a', 'b', 'c'],
      RAMP,
      new Map([
        ['a', 5],
        ['b', 60],
        ['c', 6],
      ]),
    );
    const update = changedColours(before, after)!;
    expect([...update.features]).toEqual([1]);
    expect([...update.rgba]).toEqual([253, 231, 37, 255]);
    expect(changedColours(after, after)).toBeNull();
  });
});

describe('the difference between two scenes', () => {
  const always = () => true;

  it('is empty between equals', () => {
    expect(sceneDiff(sceneOf([coloured]), sceneOf([wantedLayer({ colour: { ...RAMP } })]), always)).toEqual([]);
  });

  it('waits for geometry that has not arrived', () => {
    const changes = sceneDiff(sceneOf([]), sceneOf([wantedLayer()]), () => false);
    expect(changes).toEqual([]);
  });

  it('names each field that changed, and nothing else', () => {
    const after = wantedLayer({ opacity: 0.4, visible: false, side: 'left', colour: RAMP });
    expect(sceneDiff(sceneOf([wantedLayer()]), sceneOf([after], { split: 0.5 }), always)).toEqual([
      { type: 'colour', layerId: 'buildings', colour: RAMP },
      { type: 'opacity', layerId: 'buildings', opacity: 0.4 },
      { type: 'side', layerId: 'buildings', side: 'left' },
      { type: 'visible', layerId: 'buildings', visible: false },
      { type: 'split', position: 0.5 },
    ]);
  });

  it('selects again on a layer that was drawn anew', () => {
    const selected = { layerId: 'buildings', featureId: 'b' };
    const changes = sceneDiff(sceneOf([], { selected }), sceneOf([wantedLayer()], { selected }), always);
    expect(changes.map((change) => change.type)).toEqual(['add', 'order', 'selected']);
  });
});

describe('the scene updater', () => {
  it('draws a layer once both its geometry and the wish are there', async () => {
    const renderer = recordingRenderer();
    const updater = createSceneUpdater({ renderer });
    updater.want(sceneOf([wantedLayer()]));
    await updater.settled();
    expect(renderer.calls).toEqual(['theme light', 'sun 0 false']);
    updater.setGeometry(THREE);
    await updater.settled();
    expect(renderer.calls.slice(2)).toEqual([
      'add buildings',
      'visible buildings true',
      'opacity buildings 1',
      'side buildings both',
      'order buildings',
    ]);
  });

  it('sends nothing for a wish that is already fulfilled', async () => {
    const renderer = recordingRenderer();
    const updater = createSceneUpdater({ renderer });
    updater.setGeometry(THREE);
    updater.want(sceneOf([coloured]));
    await updater.settled();
    const calls = renderer.calls.length;
    updater.want(sceneOf([wantedLayer({ colour: { ...RAMP } })]));
    await updater.settled();
    expect(renderer.calls).toHaveLength(calls);
  });

  it('recolours only features whose colour changed, whatever their values did', async () => {
    const renderer = recordingRenderer();
    const recolours: [string, number][] = [];
    const updater = createSceneUpdater({ renderer, onRecolour: (id, features) => recolours.push([id, features]) });
    updater.setGeometry(THREE);
    updater.want(sceneOf([coloured]));
    updater.setValues(
      'buildings',
      new Map([
        ['a', 5],
        ['b', 15],
        ['c', 60],
      ]),
    );
    await updater.settled();
    updater.setValues(
      'buildings',
      new Map([
        ['a', 6],
        ['b', 15.4],
        ['c', 45],
      ]),
    );
    await updater.settled();
    expect(recolours).toEqual([
      ['buildings', 3],
      ['buildings', 1],
    ]);
    expect([...renderer.colours[1]!.update.features]).toEqual([2]);
  });

  it('keeps the values while a layer is plain and paints them when its rule returns', async () => {
    const renderer = recordingRenderer();
    const updater = createSceneUpdater({ renderer });
    updater.setGeometry(THREE);
    updater.want(sceneOf([coloured]));
    updater.setValues('buildings', new Map([['b', 60]]));
    await updater.settled();
    updater.want(sceneOf([wantedLayer()]));
    await updater.settled();
    expect([...renderer.colours.at(-1)!.update.rgba]).toEqual([0, 0, 0, 0]);
    updater.want(sceneOf([coloured]));
    await updater.settled();
    expect([...renderer.colours.at(-1)!.update.rgba]).toEqual([253, 231, 37, 255]);
  });

  it('meets only the newest of the wishes made together', async () => {
    const renderer = recordingRenderer();
    const updater = createSceneUpdater({ renderer });
    updater.setGeometry(THREE);
    for (const opacity of [1, 0.9, 0.8, 0.7]) updater.want(sceneOf([wantedLayer({ opacity })]));
    await updater.settled();
    expect(renderer.calls.filter((call) => call.startsWith('opacity'))).toEqual(['opacity buildings 0.7']);
  });

  it('takes up a wish made while a layer was being built', async () => {
    const renderer = recordingRenderer();
    const updater = createSceneUpdater({ renderer });
    updater.setGeometry(THREE);
    const { addLayer } = renderer;
    renderer.addLayer = async (geometry, base) => {
      updater.want(sceneOf([wantedLayer({ visible: false })]));
      await addLayer(geometry, base);
    };
    updater.want(sceneOf([wantedLayer()]));
    await updater.settled();
    expect(renderer.calls.filter((call) => call.startsWith('visible'))).toEqual([
      'visible buildings true',
      'visible buildings false',
    ]);
  });

  it('reports a layer that cannot be drawn, leaves the rest in order and tries again with the next wish', async () => {
    const renderer = recordingRenderer();
    const problems: string[] = [];
    const updater = createSceneUpdater({ renderer, onProblem: (change) => problems.push(change) });
    renderer.failNext = new Error('no memory');
    updater.setGeometry(THREE);
    updater.setGeometry(geometryOf('blocks', ['x']));
    const scene = sceneOf([wantedLayer(), wantedLayer({ id: 'blocks', table: 'blocks', shape: 'surface' })]);
    updater.want(scene);
    await updater.settled();
    expect(problems).toEqual(['add']);
    expect(renderer.calls).toContain('add blocks');
    expect(renderer.calls).not.toContain('add buildings');
    updater.want(scene);
    await updater.settled();
    expect(renderer.calls).toContain('add buildings');
  });

  it('reports a repaint that fails, paints the other layers and tries again with the next wish', async () => {
    const renderer = recordingRenderer();
    const problems: string[] = [];
    const updater = createSceneUpdater({ renderer, onProblem: (change) => problems.push(change) });
    updater.setGeometry(THREE);
    updater.setGeometry(geometryOf('blocks', ['x']));
    const scene = sceneOf([coloured, wantedLayer({ id: 'blocks', table: 'blocks', shape: 'surface', colour: RAMP })]);
    updater.want(scene);
    await updater.settled();
    const { setColours } = renderer;
    renderer.setColours = (layerId, update) => {
      if (layerId === 'buildings') throw new Error('no memory');
      setColours(layerId, update);
    };
    updater.setValues('buildings', new Map([['a', 60]]));
    updater.setValues('blocks', new Map([['x', 60]]));
    await updater.settled();
    expect(problems).toEqual(['colour']);
    expect(renderer.colours.at(-1)!.layerId).toBe('blocks');
    renderer.setColours = setColours;
    updater.want(scene);
    await updater.settled();
    expect(renderer.colours.at(-1)!.layerId).toBe('buildings');
  });

  it('draws a table twice where it is compared with itself', async () => {
    const renderer = recordingRenderer();
    const updater = createSceneUpdater({ renderer });
    updater.setGeometry(THREE);
    updater.want(
      sceneOf([wantedLayer({ side: 'left' }), wantedLayer({ id: 'buildings#right', side: 'right' })], { split: 0.5 }),
    );
    await updater.settled();
    expect(renderer.calls).toContain('add buildings');
    expect(renderer.calls).toContain('add buildings#right');
    expect(renderer.calls).toContain('side buildings#right right');
    expect(renderer.calls.at(-1)).toBe('split 0.5');
  });

  it('draws anew what replaces a table’s geometry', async () => {
    const renderer = recordingRenderer();
    const updater = createSceneUpdater({ renderer });
    updater.setGeometry(THREE);
    updater.want(sceneOf([coloured]));
    updater.setValues('buildings', new Map([['d', 60]]));
    await updater.settled();
    updater.setGeometry(geometryOf('buildings', ['c', 'd']));
    await updater.settled();
    expect(renderer.calls.filter((call) => call === 'add buildings')).toHaveLength(2);
    expect([...renderer.colours.at(-1)!.update.features]).toEqual([1]);
  });

  it('tells the renderer of a new theme and of new tones', async () => {
    const renderer = recordingRenderer();
    const updater = createSceneUpdater({ renderer });
    updater.setGeometry(THREE);
    updater.want(sceneOf([wantedLayer()]));
    await updater.settled();
    updater.want(sceneOf([wantedLayer({ base: [104, 115, 127, 255] })], { theme: 'dark' }));
    await updater.settled();
    expect(renderer.calls.slice(-2)).toEqual(['theme dark', 'base buildings [104,115,127,255]']);
  });

  it('leaves away what has no value once values are there, and brings it back', async () => {
    const renderer = recordingRenderer();
    const updater = createSceneUpdater({ renderer });
    const hidden = () => renderer.calls.filter((call) => call.startsWith('hidden'));
    const onlyValued = wantedLayer({ colour: RAMP, onlyValued: true });
    updater.setGeometry(THREE);
    updater.want(sceneOf([onlyValued]));
    await updater.settled();
    expect(hidden()).toEqual([]);
    updater.setValues('buildings', new Map([['b', 60]]));
    await updater.settled();
    expect(hidden()).toEqual(['hidden buildings 0,2']);
    updater.setValues('buildings', new Map([['b', 20]]));
    await updater.settled();
    expect(hidden()).toHaveLength(1);
    updater.want(sceneOf([wantedLayer({ colour: RAMP })]));
    await updater.settled();
    expect(hidden()).toEqual(['hidden buildings 0,2', 'hidden buildings ']);
  });
});
