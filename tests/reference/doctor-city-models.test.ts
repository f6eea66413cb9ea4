import { describe, expect, it } from 'vitest';
import type { IssueWeight } from '../../app/core/geo/doctor/report.ts';
import { casesAreHere, readCase } from './cases.ts';
import { examineCase, listedIn } from './doctor-support.ts';

interface ModelCase {
  readonly file: string;
  readonly verdict: 'valid' | 'invalid' | 'invalid-geometry';
}

const LIST = 'cityjson/expected.json';
const here = casesAreHere(LIST);
const cases: readonly ModelCase[] = here ? JSON.parse(readCase(LIST)) : [];
const FAULTS: ReadonlySet<IssueWeight> = new Set(['missing', 'guessed', 'mended', 'refusal']);

describe('the verdicts on city models', () => {
  const listed = listedIn('City models that are judged otherwise').map(([file]) => file);

  it.skipIf(!here)('are those of the doctor, but for the differences that the document argues', async () => {
    const different: string[] = [];
    for (const { file, verdict } of cases) {
      const { report } = await examineCase(file);
      // Of solids the doctor says nothing; that it can read them is all there is to say.
      if (verdict === 'invalid-geometry') expect(report.outcome).not.toBe('refused');
      else if (report.issues.some(({ weight }) => FAULTS.has(weight)) !== (verdict === 'invalid')) different.push(file);
    }
    expect(cases).toHaveLength(24);
    expect(different.sort()).toEqual([...listed].sort());
  });
});
