/** The doctor's report as lines of plain text. What comes from the file is shown without control characters. */
import type { DoctorReport, ReportedIssue } from '../core/geo/doctor/report.ts';
import { say, sentenceOf } from '../core/geo/doctor/texts/sentences.ts';

const OUTCOMES: Readonly<Record<DoctorReport['outcome'], string>> = {
  loads: 'loads',
  'loads-with-issues': 'loads, with issues',
  'needs-crs': 'needs a reference system',
  refused: 'refused',
};

export function reportText(report: DoctorReport): string {
  const { file, crs, bbox, height } = report;
  const types = Object.entries(report.geometryTypes).map(([type, count]) => `${number(count)} ${type}`);
  const lines = [
    `${file.name}: ${OUTCOMES[report.outcome]}`,
    report.why,
    '',
    `format       ${file.format}${file.wrapping === 'none' ? '' : `, ${file.wrapping}`}${file.encoding === null ? '' : `, ${file.encoding}`}`,
    ...(file.layer === null ? [] : [`layer        ${file.layer} (of ${Math.max(1, file.layers.length)})`]),
    `features     ${report.features === null ? 'unknown' : number(report.features)}, of which ${number(report.drawable)} can be drawn`,
    ...(types.length === 0 ? [] : [`shapes       ${types.join(', ')}; ${number(report.vertices)} vertices`]),
    `system       ${crs.used === null ? 'unknown' : `${crs.used} ${crs.name ?? ''} (${crs.why})`}${crs.declared === null ? '' : `; the file says ${crs.declared}`}`,
    ...(crs.accuracyM === null ? [] : [`             true to ${crs.accuracyM} m`]),
    ...(bbox === null
      ? []
      : [`extent       ${bbox.map((degrees) => degrees.toFixed(5)).join(' ')} (west south east north)`]),
    ...(height.rule === 'none'
      ? []
      : [
          `heights      ${height.column ?? height.rule}: ${number(height.known)} of ${number(height.of)} known`,
          ...(height.passedOver === null
            ? []
            : [`             passed over: ${height.passedOver.column}, ${number(height.passedOver.known)} known`]),
        ]),
    ...(report.columns.length === 0 ? [] : [`columns      ${report.columns.map(({ name }) => name).join(', ')}`]),
    ...(crs.candidates.length === 0 ? [] : ['', 'It may be one of these; say it with --crs:']),
    ...crs.candidates.map(({ code, name, area }) => `  ${code.padEnd(12)} ${name}, ${area}`),
    ...(report.issues.length === 0 ? [] : ['', 'Found:']),
    ...report.issues.map(issueText),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function issueText(issue: ReportedIssue): string {
  const at = issue.positions[0];
  const place = at === undefined ? '' : at.line === undefined ? `, byte ${at.byteOffset}` : `, line ${at.line}`;
  const first = issue.firstFeatures.length === 0 ? '' : ` [feature ${issue.firstFeatures.join(', ')}${place}]`;
  return `  ${issue.weight.padEnd(9)} ${say(sentenceOf(issue))} (${issue.code})${first}`;
}

const number = (count: number) => count.toLocaleString('en');

/** A name in a file may hold what moves a terminal's cursor. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant
const printable = (line: string) => line.replace(/[\u0000-\u001f\u007f-\u009f]/g, '�');
