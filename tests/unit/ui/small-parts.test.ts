import { describe, expect, it } from 'vitest';
import type { RejectedRow } from '../../../app/commands/read-rejected.ts';
import { problemName } from '../../../app/ui/query/problem-name.ts';
import { rejectedKeys } from '../../../app/ui/stream/rejected-keys.ts';

const row: RejectedRow = {
  receivedAtMs: 1_730_970_312_000,
  topic: 'city/eixample/air/lowcost/air-001/obs',
  reason: 'not-json',
  detail: '',
  payloadHead: '',
  payloadBytes: 0,
};

describe('the keys of rejected messages', () => {
  it('differ for the same message twice, and stay with a row when newer ones arrive', () => {
    const before = rejectedKeys([row, row]);
    expect(new Set(before).size).toBe(2);
    const after = rejectedKeys([{ ...row, payloadHead: '{' }, row, row]);
    expect(after.slice(1)).toEqual(before);
    expect(new Set(after).size).toBe(3);
  });
});

describe('the name of a query problem', () => {
  const problem = { kind: 'other', code: null, message: 'Division by nothing', position: null } as const;

  it('is the house’s reason, else the kind', () => {
    expect(problemName(problem)).toBe('other');
    expect(problemName({ ...problem, code: 'not-allowed' })).toBe('not-allowed');
  });

  it('tells a file or an address that was to be read', () => {
    const message =
      'Cannot access file "https://example.org/a.csv" - file system operations are disabled by configuration';
    expect(problemName({ ...problem, message })).toBe('no-files');
  });
});
