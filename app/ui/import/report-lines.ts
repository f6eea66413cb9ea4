import type { DoctorReport } from '../../core/geo/doctor/report.ts';
import type { Translate } from '../i18n/text.ts';
import { FINDING_GROUPS } from './finding-groups.ts';
import { findingOf, whyOf } from './why.ts';

/** The report as text to read and pass on. */
export function reportLines(report: DoctorReport, t: Translate): readonly string[] {
  const { file, crs, bbox, issues, columns } = report;
  const groups = FINDING_GROUPS.flatMap(({ key, weight: group }) => {
    const found = issues.filter(({ weight }) => weight === group);
    if (found.length === 0) return [];
    return [
      '',
      t(key),
      ...found.map((issue) => {
        const features = issue.firstFeatures.length === 0 ? '' : ` (${featureList(issue.firstFeatures, t)})`;
        return `- ${findingOf(issue, t)}${features}`;
      }),
    ];
  });
  return [
    file.name,
    t(`import.outcome.${report.outcome}`),
    whyOf(report, t),
    '',
    `${t('import.crs')}: ${crs.used ?? t('import.crs.none')}${crs.name === null ? '' : ` (${crs.name})`}`,
    ...(bbox === null ? [] : [`${t('import.bbox')}: ${bbox.map((degrees) => degrees.toFixed(5)).join(', ')}`]),
    ...groups,
    ...(columns.length === 0 ? [] : ['', t('import.columns')]),
    ...columns.map(({ name, source, type, filled }) => `- ${name} ${type} (${source}; ${filled})`),
  ];
}

export function featureList(numbers: readonly number[], t: Translate): string {
  return t('import.features', { count: numbers.length, numbers: numbers.join(', ') });
}
