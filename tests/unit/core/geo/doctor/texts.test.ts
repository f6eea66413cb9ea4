import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { countedBy } from '../../../../../app/core/geo/doctor/counted-by.ts';
import { outcomeOf } from '../../../../../app/core/geo/doctor/outcome.ts';
import { DOCTOR_CODES, type DoctorCode, type ReportedIssue } from '../../../../../app/core/geo/doctor/report.ts';
import { say, sayAll, sentenceOf, sentenceParts } from '../../../../../app/core/geo/doctor/texts/sentences.ts';

const CODES = Object.keys(DOCTOR_CODES) as DoctorCode[];

const issue = (code: DoctorCode, count: number | null, detail?: string): ReportedIssue => ({
  code,
  weight: DOCTOR_CODES[code],
  count,
  counted: countedBy(code),
  firstFeatures: [],
  positions: [],
  ...(detail === undefined ? {} : { detail }),
});

const sentence = (features: number, drawable: number, ...issues: ReportedIssue[]) =>
  sayAll(sentenceParts({ outcome: outcomeOf(issues), features, drawable, issues, crs: { candidates: [] } }));

describe('the document of rules', () => {
  it('has every code with what it counts and its weight, and no other', () => {
    const document = readFileSync(fileURLToPath(new URL('../../../../../docs/doctor.md', import.meta.url)), 'utf8');
    const rows = [...document.matchAll(/^\| `([a-z0-9-]+)` \| [^|]+ \| [^|]+ \| (\w+) \| (\w+) \|$/gm)];
    expect(rows.map(([, code, counted, weight]) => `${code} ${counted} ${weight}`).sort()).toEqual(
      CODES.map((code) => `${code} ${countedBy(code)} ${DOCTOR_CODES[code]}`).sort(),
    );
  });
});

describe('findings', () => {
  it.each(CODES)('%s is said in words, of one and of many, without a gap', (code) => {
    for (const count of [null, 1, 2, 12_345]) {
      const text = say(sentenceOf(issue(code, count, 'the file’s words')));
      expect(text).toMatch(/^\S[^{}]{5,}\S$/);
    }
    expect(say(sentenceOf(issue(code, 2)))).not.toMatch(/\(\)/);
  });
});

describe('the sentence about a file', () => {
  it('begins with what can be drawn', () => {
    expect(sentence(73, 73)).toBe('All 73 features can be drawn.');
    expect(sentence(1, 1)).toBe('The one feature can be drawn.');
    expect(sentence(6, 4, issue('null-geometry', 2))).toBe('4 of 6 features can be drawn: 2 features have no shape.');
    expect(sentence(3, 0, issue('empty-coordinates', 3))).toBe(
      'The file has 3 rows and nothing that can be drawn: 3 features have a shape without positions.',
    );
  });

  it('tells what is missing first, three things at most, and leaves notes out where there is more to say', () => {
    expect(
      sentence(
        1_200,
        1_100,
        issue('self-intersection', 2),
        issue('no-height-attribute', null),
        issue('clockwise-outer-ring', 1_100),
        issue('null-geometry', 100),
        issue('unclosed-ring', 1),
      ),
    ).toBe(
      '1,100 of 1,200 features can be drawn: 100 features have no shape; nothing says how high its buildings are, so one height was assumed for all; 2 shapes crossed themselves and were mended; one thing more.',
    );
  });

  it('of a refused file names the cause alone', () => {
    expect(sentence(0, 0, issue('gzip', null), issue('malformed-json', null, 'line 3, column 5'))).toBe(
      'This file cannot be loaded: its JSON is broken (line 3, column 5).',
    );
  });
});
