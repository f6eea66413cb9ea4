import { describe, expect, it } from 'vitest';
import type { DoctorOutcome, DoctorReport } from '../../app/core/geo/doctor/report.ts';
import { casesAreHere, readCase } from './cases.ts';
import { examineCase, listedIn } from './doctor-support.ts';

interface ExpectedFile {
  readonly file: string;
  readonly outcome: DoctorOutcome;
  readonly features: number | null;
  readonly drawable: number;
  readonly geometryTypes: Readonly<Record<string, number>>;
  readonly crsToUse: string | null;
  readonly bbox: readonly number[] | null;
  readonly bboxTolerance: number | null;
  readonly issues: readonly { readonly code: string; readonly count: number | null }[];
  readonly alsoAcceptable?: string;
}

const LIST = 'expected.json';
const here = casesAreHere(LIST);
const expected: readonly ExpectedFile[] = here ? JSON.parse(readCase(LIST)) : [];
/** Files for which the second right answer was chosen, each argued in the document. */
const otherwise = new Set(listedIn('Files with two right answers').map(([file]) => file));

function expectBox(report: DoctorReport, box: readonly number[] | null, toleranceDeg: number): void {
  if (box === null) {
    expect(report.bbox).toBeNull();
    return;
  }
  expect(report.bbox).not.toBeNull();
  for (const [i, degrees] of box.entries())
    expect(Math.abs(report.bbox![i]! - degrees)).toBeLessThanOrEqual(toleranceDeg);
}

describe('published city files', () => {
  it.skipIf(!here).each(expected.filter(({ file }) => !otherwise.has(file)))(
    '$file: $outcome, $drawable of $features',
    async (wanted) => {
      const { report, geometryAt } = await examineCase(wanted.file);
      expect({
        outcome: report.outcome,
        features: report.features,
        drawable: report.drawable,
        geometryTypes: report.geometryTypes,
      }).toEqual({
        outcome: wanted.outcome,
        features: wanted.features,
        drawable: wanted.drawable,
        geometryTypes: wanted.geometryTypes,
      });
      const counts = report.issues.map(({ code, count }) => ({ code, count }));
      for (const issue of wanted.issues) expect(counts).toContainEqual(issue);
      expect(report.drawable + report.leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(
        report.outcome === 'refused' ? 0 : report.features,
      );
      if (wanted.outcome !== 'needs-crs') {
        expectBox(report, wanted.bbox, wanted.bboxTolerance ?? 0);
        if (wanted.crsToUse !== null) expect(report.crs.used).toBe(wanted.crsToUse);
        return;
      }
      expect(geometryAt(0)).toBeNull();
      expect(report.crs.candidates.map(({ code }) => code)).toContain(wanted.crsToUse);
      const answered = (await examineCase(wanted.file, wanted.crsToUse!)).report;
      expect(answered.crs).toMatchObject({ used: wanted.crsToUse, why: 'chosen' });
      expect(answered.drawable).toBe(wanted.drawable);
      expectBox(answered, wanted.bbox, wanted.bboxTolerance ?? 0);
    },
  );

  it.skipIf(!here).each(expected.filter(({ file }) => otherwise.has(file)))(
    '$file: the second right answer',
    async ({ file, features, issues, alsoAcceptable = '' }) => {
      const { report } = await examineCase(file);
      const drawable = Number(/(\d+) drawable/.exec(alsoAcceptable)?.[1]);
      const box = /bbox (\[[^\]]*\])/.exec(alsoAcceptable)?.[1];
      const toleranceDeg = Number(/tolerance ([\d.]+\d)/.exec(alsoAcceptable)?.[1] ?? 1e-5);
      expect(report.outcome).toMatch(/^loads/);
      expect(report).toMatchObject({ features, drawable });
      expectBox(report, JSON.parse(box ?? 'null'), toleranceDeg);
      // The file's whole-file findings are said all the same.
      const codes = report.issues.map(({ code }) => code);
      for (const { code, count } of issues) if (count === null) expect(codes).toContain(code);
    },
  );

  it.skipIf(!here)('lists no file in the document that is not there', () => {
    for (const file of otherwise) expect(expected.map((wanted) => wanted.file)).toContain(file);
  });
});
