import { describe, expect, it } from 'vitest';
import { createHistory, HISTORY_LIMIT } from '../../../app/state/history.ts';

describe('the history of changes', () => {
  it('takes back the newest change first and says which it was', () => {
    const log: string[] = [];
    const history = createHistory();
    history.record({ label: 'first', undo: () => log.push('first') });
    history.record({ label: 'second', undo: () => log.push('second') });
    expect(history.undo()).toBe('second');
    expect(history.undo()).toBe('first');
    expect(history.undo()).toBeNull();
    expect(log).toEqual(['second', 'first']);
  });

  it('passes over changes that know no way back', () => {
    const history = createHistory();
    history.record({ label: 'look' });
    expect(history.length).toBe(0);
  });

  it('counts the changes of one drag as one step, back to before the drag', () => {
    let value = 'before';
    const history = createHistory();
    history.record({ label: 'opacity', merge: 'opacity a', undo: () => (value = 'before') });
    history.record({ label: 'opacity', merge: 'opacity a', undo: () => (value = 'halfway') });
    expect(history.length).toBe(1);
    history.undo();
    expect(value).toBe('before');
  });

  it('keeps two layers’ drags apart', () => {
    const history = createHistory();
    history.record({ label: 'opacity', merge: 'opacity a', undo: () => undefined });
    history.record({ label: 'opacity', merge: 'opacity b', undo: () => undefined });
    expect(history.length).toBe(2);
  });

  it('forgets the oldest beyond its limit', () => {
    const history = createHistory();
    for (let i = 0; i < HISTORY_LIMIT + 5; i++) history.record({ label: String(i), undo: () => undefined });
    expect(history.length).toBe(HISTORY_LIMIT);
  });

  it('does again what was taken back, until something else is done', () => {
    let value = 0;
    const history = createHistory();
    const step = (from: number, to: number) => {
      value = to;
      history.record({ label: String(to), undo: () => (value = from), redo: () => (value = to) });
    };
    step(0, 1);
    step(1, 2);
    history.undo();
    history.undo();
    expect([history.redo(), value]).toEqual(['1', 1]);
    expect([history.redo(), value]).toEqual(['2', 2]);
    expect(history.redo()).toBeNull();
    history.undo();
    step(1, 7);
    expect(history.redo()).toBeNull();
    expect(value).toBe(7);
  });

  it('goes forward to the end of a drag, and not past a change that knows no way forward', () => {
    let value = 0;
    const history = createHistory();
    for (const to of [1, 2, 3]) {
      value = to;
      history.record({ label: 'drag', merge: 'drag', undo: () => (value = 0), redo: () => (value = to) });
    }
    history.undo();
    history.redo();
    expect(value).toBe(3);
    history.record({ label: 'pick', undo: () => undefined });
    history.undo();
    expect(history.redo()).toBeNull();
  });
});
