import { describe, expect, it } from 'vitest';
import { bindExtras } from '../../../../app/core/twins/extra-binding.ts';
import type { WantedLayer } from '../../../../app/core/twins/scene-state.ts';
import type { ValueFeed } from '../../../../app/core/twins/value-binding.ts';
import { sceneOf, wantedLayer } from '../../../builders/layers.ts';
import { resultTable } from '../../../builders/result-table.ts';

function binding() {
  const asked: string[] = [];
  const given: [string, string, unknown][] = [];
  const answers = new Map<string, (rows: readonly (readonly unknown[])[]) => void>();
  const feed: ValueFeed = ({ sql }, onResult) => {
    asked.push(sql);
    answers.set(sql, (rows) =>
      onResult(
        resultTable(
          [
            ['id', 'text'],
            ['value', 'text'],
          ],
          rows as never,
        ),
      ),
    );
    return () => asked.push(`stop ${sql}`);
  };
  const bound = bindExtras({
    feed,
    updater: {
      setLabels: (id, texts) => given.push(['labels', id, texts === null ? null : [...texts]]),
      setSizeValues: (id, values) => given.push(['sizes', id, values === null ? null : [...values]]),
    },
  });
  return { asked, given, answers, bound };
}

const layer = (fields: Partial<WantedLayer>) => wantedLayer({ id: 'poi', table: 'poi', shape: 'point', ...fields });

describe('Labels and sizes of a layer', () => {
  it('are asked for while it is seen, and given up with their wish', () => {
    const { asked, given, answers, bound } = binding();
    const labels = { sql: 'names', live: true };
    bound.follow(sceneOf([layer({ labels })]));
    bound.follow(sceneOf([layer({ labels: { ...labels } })]));
    expect(asked).toEqual(['names']);
    answers.get('names')!([
      ['a', 'Alpha'],
      ['b', null],
      ['c', ''],
    ]);
    expect(given).toEqual([['labels', 'poi', [['a', 'Alpha']]]]);
    bound.follow(sceneOf([layer({ labels: null })]));
    expect(asked).toEqual(['names', 'stop names']);
    expect(given.at(-1)).toEqual(['labels', 'poi', null]);
  });
  it('are not asked for where the layer is hidden', () => {
    const { asked, bound } = binding();
    bound.follow(sceneOf([layer({ labels: { sql: 'names', live: true }, visible: false })]));
    expect(asked).toEqual([]);
  });
  it('keep what is shown until the answer to another question is there', () => {
    const { asked, given, bound } = binding();
    bound.follow(sceneOf([layer({ sizeValues: { sql: 'one', live: true } })]));
    bound.follow(sceneOf([layer({ sizeValues: { sql: 'two', live: true } })]));
    expect(asked).toEqual(['one', 'stop one', 'two']);
    expect(given).toEqual([]);
  });
});
