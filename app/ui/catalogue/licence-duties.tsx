import { licenceFindings } from '../../state/catalogue.ts';
import { licences } from '../../state/licence-list.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import type { CardRowProps } from './card-row.tsx';

/** What follows from the licences of a table, and of those it was made of. */
export function LicenceDuties({ card, cards }: CardRowProps) {
  const t = useText();
  const findings = licenceFindings(card, cards);
  const names = (ids: readonly string[]) =>
    licences()
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(', ');
  return (
    <>
      <h5 className="record-problems">{t('catalogue.licences')}</h5>
      {findings.length === 0 ? <p className="small">{t('catalogue.free')}</p> : null}
      {findings.map(({ code, weight, licences: concerned }) => (
        <Note key={code} tone={weight === 'stop' ? 'warning' : 'info'}>
          <strong>{t(`catalogue.${weight}`)}.</strong> {t(`catalogue.finding.${code}`, { names: names(concerned) })}
        </Note>
      ))}
      <p className="small muted">{t('catalogue.licences.note')}</p>
    </>
  );
}
