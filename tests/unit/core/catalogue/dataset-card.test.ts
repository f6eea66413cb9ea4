import { describe, expect, it } from 'vitest';
import { ancestorsOf, derivedCard } from '../../../../app/core/catalogue/dataset-card.ts';
import { card } from '../../../builders/dataset-cards.ts';

const nowMs = Date.UTC(2026, 10, 3);
const made = (...inputs: ReturnType<typeof card>[]) =>
  derivedCard({
    table: 'joined',
    title: 'Joined',
    description: '',
    how: 'sql',
    by: 'SELECT 1',
    inputs,
    features: 3,
    drawable: 3,
    bbox: null,
    nowMs,
  });

describe('The card of a joined table', () => {
  it('names what it was made of, by which SQL and when', () => {
    expect(made(card('trees'), card('streets')).lineage).toEqual([
      { how: 'sql', by: 'SELECT 1', from: ['own/trees', 'own/streets'], atMs: nowMs },
    ]);
  });
  it('takes the strictest licence, and none where two clash', () => {
    expect(made(card('trees'), card('roads', { licence: 'ODbL-1.0' })).licence).toBe('ODbL-1.0');
    expect(made(card('a', { licence: 'CC-BY-SA-4.0' }), card('b', { licence: 'ODbL-1.0' })).licence).toBe('own-terms');
    expect(made().licence).toBe('unknown');
  });
  it('is personal where one input is, synthetic only where all are', () => {
    const joined = made(card('a', { personal: true, synthetic: true }), card('b'));
    expect([joined.personal, joined.synthetic]).toEqual([true, false]);
    expect(made(card('a', { synthetic: true })).synthetic).toBe(true);
    expect(made().synthetic).toBe(false);
  });
  it('speaks of the time from the first beginning to the last end', () => {
    const of = (startMs: number | null, endMs: number | null) => card('t', { period: { startMs, endMs } });
    expect(made(of(1, 5), of(3, 9)).period).toEqual({ startMs: 1, endMs: 9 });
    expect(made(of(null, 5), of(3, null)).period).toEqual({ startMs: null, endMs: null });
    expect(made(card('t', { period: null })).period).toBeNull();
  });
});

describe('Ancestors of a card', () => {
  const step = (...from: string[]) => [{ how: 'sql' as const, by: '', from, atMs: null }];
  it('come oldest first, each once', () => {
    const a = card('a');
    const b = card('b', { lineage: step('own/a') });
    const c = card('c', { lineage: step('own/a', 'own/b', 'own/gone') });
    expect(ancestorsOf(c, [c, b, a]).map(({ table }) => table)).toEqual(['a', 'b']);
  });
  it('end even where cards were written in a circle', () => {
    const a = card('a', { lineage: step('own/b') });
    const b = card('b', { lineage: step('own/a') });
    expect(ancestorsOf(a, [a, b]).map(({ table }) => table)).toEqual(['b']);
  });
});
