import { describe, expect, it } from 'vitest';
import type { DoctorReport } from '../../app/core/geo/doctor/report.ts';
import { casesAreHere, readCase } from './cases.ts';
import { examineCase, listedIn } from './doctor-support.ts';

interface SuiteCase {
  readonly file: string;
  readonly suite: string;
  readonly case: string;
  readonly verdict: 'valid' | 'invalid' | 'problematic';
}

const LIST = 'suites/expected.json';
const here = casesAreHere(LIST);
const cases: readonly SuiteCase[] = here ? JSON.parse(readCase(LIST)) : [];

/** A valid file loads as it is; of any other something is said. */
const agrees = (verdict: SuiteCase['verdict'], { outcome, issues }: DoctorReport) =>
  verdict === 'valid' ? outcome === 'loads' : outcome !== 'loads' || issues.length > 0;

const nameOf = ({ suite, case: name }: SuiteCase) => `${suite} ${name}`;

describe('the verdicts of published suites', () => {
  const listed = listedIn('Cases of the suites that are judged otherwise').map(([suite, name]) => `${suite} ${name}`);

  it.skipIf(!here)('are those of the doctor, but for the differences that the document argues', async () => {
    const different: string[] = [];
    for (const one of cases) {
      const { report } = await examineCase(`suites/${one.file}`);
      if (!agrees(one.verdict, report)) different.push(nameOf(one));
    }
    expect(cases).toHaveLength(195);
    expect(different.sort()).toEqual([...listed].sort());
  });
});
