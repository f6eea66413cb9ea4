import type { IssueWeight } from '../../core/geo/doctor/report.ts';
import type { TextKey } from '../i18n/text.ts';

interface FindingGroup {
  readonly key: TextKey;
  readonly weight: IssueWeight;
}

/** Findings by what they did to the file; what weighs most stands first. */
export const FINDING_GROUPS: readonly FindingGroup[] = [
  { key: 'import.group.refusal', weight: 'refusal' },
  { key: 'import.group.question', weight: 'question' },
  { key: 'import.group.missing', weight: 'missing' },
  { key: 'import.group.guessed', weight: 'guessed' },
  { key: 'import.group.mended', weight: 'mended' },
  { key: 'import.group.note', weight: 'note' },
];
