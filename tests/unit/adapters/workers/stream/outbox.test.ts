import { describe, expect, it } from 'vitest';
import { delivery } from '../../../../builders/messages.ts';
import { message, values, workbench } from '../../../../builders/stream-bench.ts';

describe('a database that does not take what is sent', () => {
  /** Runs the worker for a while against a database that turns away what `refuses` says. */
  function live(
    bench: ReturnType<typeof workbench>,
    fromMs: number,
    untilMs: number,
    refuses: (seqs: readonly unknown[], reasons: readonly unknown[]) => boolean,
  ) {
    const stored: unknown[] = [];
    for (let ms = fromMs; ms <= untilMs; ms += 50) {
      bench.at(ms);
      for (;;) {
        const { requests } = bench.database;
        const request = requests[bench.answered];
        if (request === undefined) break;
        bench.answered++;
        const tables = bench.tables(request);
        const seqs = tables.observations === undefined ? [] : values(tables.observations, 'seq');
        const reasons = tables.rejected_messages === undefined ? [] : values(tables.rejected_messages, 'reason');
        if (refuses(seqs, reasons)) {
          bench.database.fail(request.id, 'Conversion Error: no');
        } else {
          stored.push(...seqs);
          bench.database.answer(request.id);
        }
      }
    }
    return stored;
  }
  const seqs = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

  it('says so, with its words, until it takes it again', () => {
    const bench = workbench();
    bench.tell();
    expect(bench.api.statistics().ingestProblem).toBeUndefined();
    bench.deliver(message(1), message(2));
    bench.at(250);
    bench.database.fail(1);
    expect(bench.api.statistics().ingestProblem).toEqual({ failures: 1, waiting: 2, detail: 'out of memory' });
    bench.at(1_250);
    bench.database.answer(2);
    expect(bench.api.statistics().ingestProblem).toBeUndefined();
  });

  it('loses one message at most to a row that cannot be stored', () => {
    const bench = workbench();
    bench.tell();
    bench.deliver(...seqs(0, 100).map((seq) => message(seq)));
    const before = live(bench, 0, 10_000, (rows) => rows.includes(37));
    bench.deliver(message(100));
    const after = live(bench, 10_050, 20_000, (rows) => rows.includes(37));
    expect([...before, ...after].map(Number).sort((a, b) => a - b)).toEqual(seqs(0, 101).filter((seq) => seq !== 37));
    expect(bench.api.statistics()).toMatchObject({
      rejected: 1,
      rejectedByReason: { 'not-storable': 1 },
      observationsStored: 100,
    });
    expect(bench.api.statistics().ingestProblem).toBeUndefined();
    const rejected = bench.database.requests.flatMap((request) => {
      const table = bench.tables(request).rejected_messages;
      return table === undefined ? [] : values(table, 'detail');
    });
    expect(rejected).toEqual(['Conversion Error: no']);
    expect(bench.storedCredits.at(-1)).toBe(101);
  });

  it('gives a message up whose rejection cannot be stored either', () => {
    const bench = workbench();
    bench.tell();
    bench.deliver(message(1), message(2));
    const refuses = (rows: readonly unknown[], reasons: readonly unknown[]) => rows.includes(2) || reasons.length > 0;
    live(bench, 0, 10_000, refuses);
    for (let i = 0; i < 5; i++) {
      bench.deliver(message(10 + i));
      live(bench, 10_050 + i * 2_000, 12_000 + i * 2_000, refuses);
    }
    expect(bench.api.statistics()).toMatchObject({ rejected: 1, observationsStored: 6 });
    expect(bench.storedCredits.at(-1)).toBe(7);
  });

  it('turns nothing away while it takes nothing at all, and asks it ever more seldom', () => {
    const bench = workbench();
    bench.tell();
    bench.deliver(...seqs(0, 500).map((seq) => message(seq)));
    live(bench, 0, 120_000, () => true);
    expect(bench.api.statistics()).toMatchObject({ rejected: 0, ingestProblem: { waiting: 500 } });
    expect(bench.database.requests.length).toBeLessThan(80);
    const stored = live(bench, 120_050, 140_000, () => false);
    expect(stored).toHaveLength(500);
    expect(new Set(stored).size).toBe(500);
    expect(bench.api.statistics()).toMatchObject({ rejected: 0, observationsStored: 500 });
  });

  it('does not look for a bad row when memory is what is missing', () => {
    const bench = workbench();
    bench.tell();
    bench.deliver(message(1), message(2));
    for (let id = 1; id <= 6; id++) {
      bench.at(250 + (id - 1) * 1_000);
      expect(bench.database.requests.at(-1)!.batches[0]!.rowCount).toBe(2);
      bench.database.fail(id);
    }
  });

  it('has the source suspended above a hundred thousand waiting messages, and resumed when there is room', () => {
    const bench = workbench();
    bench.tell();
    const many = Array.from({ length: 50_000 }, () => delivery('city/x', 'x', 0));
    bench.deliver(...many);
    bench.deliver(...many);
    bench.at(250);
    bench.database.fail(1);
    expect(bench.asked).toEqual([]);
    bench.deliver(message(1));
    bench.deliver(message(2));
    expect(bench.asked).toEqual(['suspend: out of memory']);
    bench.answered = 1;
    live(bench, 300, 5_000, () => false);
    expect(bench.asked).toEqual(['suspend: out of memory', 'resume']);
  });
});
