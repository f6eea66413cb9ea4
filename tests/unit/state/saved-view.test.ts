import { describe, expect, it } from 'vitest';
import { shippedLayers } from '../../../app/core/twins/layer-catalogue.ts';
import type { LayerSpec } from '../../../app/core/twins/layer-spec.ts';
import { createAppStore } from '../../../app/state/app-store.ts';
import { keepView } from '../../../app/state/keep-view.ts';
import { readView, viewToSave } from '../../../app/state/saved-view.ts';
import { handScheduler } from '../../builders/keep-store.ts';

const SHIPPED = shippedLayers();
const VIEW = { lon: 2.16, lat: 41.39, heightM: 640, headingDeg: 315, pitchDeg: -35 };
const DERIVED: LayerSpec = {
  id: 'result_1',
  title: 'result_1',
  table: 'result_1',
  kind: 'derived',
  shape: 'point',
  visible: true,
  opacity: 1,
  order: 20,
  colour: { type: 'categories', attribute: 'in_result', categories: [{ value: 'x', colour: '#112233', label: 'x' }] },
  values: { sql: 'SELECT feature_id, 1 AS value FROM result_1', live: false },
  side: 'both',
};

describe('the view of a former visit', () => {
  it('comes back as it was left', () => {
    const left = createAppStore(SHIPPED);
    left.setState({
      view: VIEW,
      form: 'layers',
      place: 'stream',
      split: 0.25,
      shadows: true,
      comparison: { layerId: 'buildings', left: 'year', right: 'use' },
      layers: [...SHIPPED.map((layer) => (layer.id === 'trees' ? { ...layer, visible: false } : layer)), DERIVED],
    });
    const { state, layers, derived } = readView(viewToSave(left.getState()), SHIPPED);
    expect(state).toEqual({
      view: VIEW,
      form: 'layers',
      place: 'stream',
      split: 0.25,
      shadows: true,
      comparison: { layerId: 'buildings', left: 'year', right: 'use' },
    });
    expect(layers).toEqual(left.getState().layers.slice(0, SHIPPED.length));
    expect(derived).toEqual([DERIVED]);
  });

  it.each([null, '', '{', 'null', '[]', '7', '{"view":{"lon":"2"},"layers":{"id":1},"form":"4d","split":9}'])(
    'is left out where it is %s',
    (text) => {
      expect(readView(text, SHIPPED)).toEqual({ state: {}, layers: SHIPPED, derived: [] });
    },
  );

  it.each([
    [
      'a colour that is none',
      { colour: { type: 'categories', attribute: 'a', categories: [{ value: 'x', colour: 'url(x)', label: 'x' }] } },
    ],
    ['a rule of a kind nobody knows', { colour: { type: 'code' } }],
    ['an opacity beyond one', { opacity: 3 }],
    ['values that are no query', { values: { sql: 7, live: true } }],
    ['another table', { table: 'observations' }],
  ])('leaves a layer with %s as a visit begins', (_, odd) => {
    const trees = { ...SHIPPED.find(({ id }) => id === 'trees')!, visible: false, ...odd };
    expect(readView(JSON.stringify({ layers: [trees] }), SHIPPED).layers).toEqual(SHIPPED);
  });
});

describe('writing the view down', () => {
  const begin = (mayKeep = () => true) => {
    const store = createAppStore(SHIPPED);
    const time = handScheduler();
    const written: string[] = [];
    const keeper = keepView(store, (key, value) => written.push(`${key} ${value}`), time, mayKeep);
    return { store, time, written, keeper };
  };

  it('waits until the camera has rested', () => {
    const { store, time, written } = begin();
    for (let lon = 0; lon < 5; lon++) {
      store.setState({ view: { ...VIEW, lon } });
      time.advance(400);
    }
    expect(written).toEqual([]);
    time.advance(100);
    expect(written).toHaveLength(1);
    expect(readView(written[0]!.slice('view '.length), SHIPPED).state.view).toEqual({ ...VIEW, lon: 4 });
  });

  it('does not wait when the page is about to go, and writes nothing for what is not part of it', () => {
    const { store, time, written, keeper } = begin();
    store.setState({ draft: 'SELECT 1' });
    keeper.saveNow();
    time.advance(1_000);
    expect(written).toEqual([]);
    store.setState({ form: 'layers' });
    keeper.saveNow();
    expect(written).toHaveLength(1);
  });

  it('does not give up layers that are still to come', () => {
    const store = createAppStore(SHIPPED);
    const written: string[] = [];
    const set = (_: string, value: string) => written.push(value);
    const keeper = keepView(
      store,
      set,
      handScheduler(),
      () => true,
      () => [DERIVED],
    );
    store.setState({ form: 'layers' });
    keeper.saveNow();
    expect(readView(written[0]!, SHIPPED).derived).toEqual([DERIVED]);
    store.setState({ layers: [...SHIPPED, { ...DERIVED, visible: false }] });
    keeper.saveNow();
    expect(readView(written[1]!, SHIPPED).derived).toEqual([{ ...DERIVED, visible: false }]);
  });

  it('leaves another tab’s view alone', () => {
    const { store, time, written } = begin(() => false);
    store.setState({ form: 'layers' });
    time.advance(1_000);
    expect(written).toEqual([]);
  });
});
