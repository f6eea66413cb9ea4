import { pickFeature } from '../../commands/pick-feature.ts';
import { useCommand } from '../app-context.tsx';
import { cellText } from '../format/cells.ts';
import { useText } from '../i18n/text.ts';
import { KindBadge } from '../parts/kind-badge.tsx';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useLessonDesk } from './use-lessons.ts';

/** A thing that the exercise shows on the map: its row, as the exercise's tables have it now. */
export function PickedInExercise({ featureId }: { readonly featureId: string }) {
  const t = useText();
  const run = useCommand();
  const rows = useLessonDesk((desk) => desk.mapRows);
  const row = Number(featureId.replace('row-', '')) - 1;
  const isThere = rows !== null && row >= 0 && row < rows.rowCount;
  const cells = isThere
    ? rows.columns.flatMap(({ name, type }, column) =>
        type === 'blob' ? [] : [{ name, text: cellText(rows.cell(row, column), type) }],
      )
    : [];
  return (
    <Sheet
      title={cells[0]?.text ?? featureId}
      className="inspector"
      overline={
        <>
          <span>{t('lesson.picked')}</span>
          <KindBadge kind="derived" />
        </>
      }
      onClose={() => run(pickFeature, null)}
    >
      {isThere ? (
        <Section title={t('inspector.attributes')}>
          <dl className="attributes">
            {cells.map(({ name, text }) => (
              <div key={name} className="attribute">
                <dt className="mono">{name}</dt>
                <dd className="breakable">{text}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ) : (
        <Note tone="info">{t('lesson.picked.gone')}</Note>
      )}
    </Sheet>
  );
}
