import { describe, expect, it } from 'vitest';
import { VIRTUAL_NOW_MS } from '../../../../builders/messages.ts';
import { message, workbench } from '../../../../builders/stream-bench.ts';

const covered = (bench: ReturnType<typeof workbench>) =>
  bench.database.notes.flatMap((note) => (note.type === 'covered' ? [note.position.untilMs] : []));

describe('up to where the database has everything', () => {
  it('is told when all that was taken by then is stored, and not before', () => {
    const bench = workbench();
    bench.tell();
    bench.deliver(message(1));
    bench.cover(5_000);
    bench.at(50);
    bench.at(300);
    expect(bench.database.requests).toHaveLength(1);
    expect(covered(bench)).toEqual([]);
    bench.database.answer(1);
    bench.at(350);
    expect(covered(bench)).toEqual([5_000]);
    bench.at(400);
    bench.at(450);
    expect(covered(bench)).toEqual([5_000]);
  });

  it('waits for a batch that has to be sent again, whatever is stored meanwhile', () => {
    const bench = workbench();
    bench.tell();
    bench.deliver(message(1));
    bench.at(300);
    bench.deliver(message(2));
    bench.cover(5_000);
    bench.at(310);
    bench.at(600);
    bench.database.fail(1);
    bench.database.answer(2);
    bench.at(700);
    expect(covered(bench)).toEqual([]);
    bench.at(1_700);
    bench.database.answer(3);
    bench.at(1_750);
    expect(covered(bench)).toEqual([5_000]);
  });

  it('is not told while a message waits for the meta that makes its device known', () => {
    const bench = workbench({ sensorIds: [] });
    bench.tell();
    bench.deliver(message(1));
    bench.cover(5_000);
    bench.at(300);
    expect(covered(bench)).toEqual([]);
    bench.api.knowSensors(['air-007']);
    bench.at(350);
    bench.at(700);
    bench.database.answer(1);
    bench.at(750);
    expect(covered(bench)).toEqual([5_000]);
  });
});

describe('where the city stands', () => {
  it('is told before the first rows of its run, and again to a database that was restarted', () => {
    const bench = workbench();
    bench.deliver(message(1));
    bench.tell();
    bench.tell();
    expect(bench.database.requests).toHaveLength(0);
    expect(bench.database.notes).toEqual([{ type: 'run', runId: 'run-1', virtualMs: VIRTUAL_NOW_MS }]);
    const next = bench.makeDatabase();
    bench.api.replaceDatabase(next.line);
    expect(next.notes).toEqual([{ type: 'run', runId: 'run-1', virtualMs: VIRTUAL_NOW_MS }]);
  });
});
