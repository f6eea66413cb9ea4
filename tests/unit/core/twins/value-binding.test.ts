import { describe, expect, it } from 'vitest';
import type { ResultTable } from '../../../../app/core/store/database.ts';
import type { FeatureValues } from '../../../../app/core/twins/feature-colours.ts';
import type { ValueSource } from '../../../../app/core/twins/layer-spec.ts';
import { bindValues, readValues } from '../../../../app/core/twins/value-binding.ts';
import { RAMP, sceneOf, wantedLayer } from '../../../builders/layers.ts';
import { resultTable } from '../../../builders/result-table.ts';

const NO2: ValueSource = { sql: 'SELECT no2', live: true };
const NO2_EARLIER: ValueSource = { sql: 'SELECT no2 at six', live: false };
const YEAR: ValueSource = { sql: 'SELECT year', live: false };

function setUp() {
  const running: { source: ValueSource; answer: (result: ResultTable) => void; fail: (error: unknown) => void }[] = [];
  const values: [string, FeatureValues | null][] = [];
  const problems: string[] = [];
  const binding = bindValues({
    feed(source, answer, fail) {
      const query = { source, answer, fail };
      running.push(query);
      return () => running.splice(running.indexOf(query), 1);
    },
    updater: { setValues: (layerId, next) => values.push([layerId, next]) },
    onProblem: (layerId) => problems.push(layerId),
  });
  return { running, values, problems, binding, sources: () => running.map(({ source }) => source.sql) };
}

const scene = (values: ValueSource | null, fields = {}) => sceneOf([wantedLayer({ colour: RAMP, values, ...fields })]);

describe('binding values to layers', () => {
  it('runs one query per coloured layer that is seen', () => {
    const { binding, sources } = setUp();
    binding.follow(
      sceneOf([wantedLayer({ values: NO2 }), wantedLayer({ id: 'streets', values: YEAR, visible: false })]),
    );
    expect(sources()).toEqual(['SELECT no2']);
  });

  it('leaves a query running while its layer wants the same', () => {
    const { binding, running } = setUp();
    binding.follow(scene(NO2));
    const [query] = running;
    binding.follow(scene({ ...NO2 }, { opacity: 0.5 }));
    expect(running).toEqual([query]);
  });

  it('exchanges the query with the attribute and forgets values of the former one', () => {
    const { binding, sources, values } = setUp();
    binding.follow(scene(NO2));
    binding.follow(scene(YEAR, { colour: { ...RAMP, attribute: 'year' } }));
    expect(sources()).toEqual(['SELECT year']);
    expect(values).toEqual([['buildings', null]]);
  });

  it('keeps showing values of the same attribute until those of another moment come', () => {
    const { binding, sources, values } = setUp();
    binding.follow(scene(NO2));
    binding.follow(scene(NO2_EARLIER));
    expect(sources()).toEqual(['SELECT no2 at six']);
    expect(values).toEqual([]);
  });

  it('stops with the layer, and altogether', () => {
    const { binding, sources } = setUp();
    binding.follow(scene(NO2));
    binding.follow(scene(null));
    expect(sources()).toEqual([]);
    binding.follow(scene(NO2));
    binding.stop();
    expect(sources()).toEqual([]);
  });

  it('hands answers to the updater and failures to whoever listens', () => {
    const { binding, running, values, problems } = setUp();
    binding.follow(scene(NO2));
    running[0]!.answer(
      resultTable(
        [
          ['feature_id', 'text'],
          ['value', 'number'],
        ],
        [['a', 12]],
      ),
    );
    running[0]!.fail(new Error('no such table'));
    expect(values).toEqual([['buildings', new Map([['a', 12]])]]);
    expect(problems).toEqual(['buildings']);
  });
});

describe('reading values', () => {
  it('takes feature and value by position, and the newest time', () => {
    const result = resultTable(
      [
        ['feature_id', 'text'],
        ['value', 'number'],
        ['time', 'time'],
      ],
      [
        ['a', 1.5, 1000],
        ['b', null, 3000],
        [null, 9, 9000],
        ['c', 7n, 2000],
      ],
    );
    expect(readValues(result)).toEqual({
      values: new Map<string, number | null>([
        ['a', 1.5],
        ['b', null],
        ['c', 7],
      ]),
      newestMs: 3000,
    });
  });

  it('makes nothing of an empty answer', () => {
    expect(
      readValues(
        resultTable([
          ['feature_id', 'text'],
          ['value', 'number'],
        ]),
      ),
    ).toEqual({
      values: new Map(),
      newestMs: null,
    });
  });
});
