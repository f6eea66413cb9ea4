import { Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import { beginEdit } from '../../commands/begin-edit.ts';
import { beginExample } from '../../commands/begin-example.ts';
import { newScenario } from '../../commands/new-scenario.ts';
import { removeEdit } from '../../commands/remove-edit.ts';
import type { Scenario } from '../../core/models/scenario/edits.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import type { StreetEditKind } from '../../state/model-state.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { DistrictDials } from './district-dials.tsx';
import { EditDraftForm } from './edit-draft-form.tsx';
import { editWords } from './edit-words.ts';
import { FleetEditor } from './fleet-editor.tsx';
import { useStreets } from './use-streets.ts';

const KINDS = [
  'superblock',
  'close-street',
  'slow-street',
  'one-way',
  'change-lanes',
  'plant-trees',
  'toll',
  'turn-rule',
] as const satisfies readonly StreetEditKind[];

/** What the scenario changes, in words, each change removable; and the ways to add one. */
export function ChangesTab({ scenario }: { readonly scenario: Scenario | null }) {
  const t = useText();
  const run = useCommand();
  const draft = useAppState((state) => state.draftEdit);
  const { book, failure, retry } = useStreets();
  if (scenario === null) return <NoScenario />;
  return (
    <>
      <Section title={t('edits.title')}>
        {scenario.edits.length === 0 ? <p className="muted">{t('edits.none')}</p> : null}
        <EditList scenario={scenario} book={book} isDrafting={draft !== null} />
      </Section>
      {failure === null ? null : (
        <>
          <Note tone="error" detail={failure}>
            {t('model.streets-failed')}
          </Note>
          <Button className="button small" onPress={retry}>
            {t('model.again')}
          </Button>
        </>
      )}
      <Section title={t('edits.add')}>
        <div className="edit-kinds">
          {KINDS.map((kind) => (
            <Button
              key={kind}
              className="button small"
              aria-pressed={draft?.kind === kind}
              isDisabled={book === null}
              onPress={() => run(beginEdit, kind)}
            >
              {t(`edit.${kind}`)}
            </Button>
          ))}
        </div>
        {draft === null || book === null ? null : (
          <EditDraftForm key={draft.kind} draft={draft} book={book} scenarioId={scenario.id} />
        )}
      </Section>
      <DistrictDials scenario={scenario} />
      <FleetEditor key={scenario.id} scenario={scenario} />
    </>
  );
}

interface EditListProps {
  readonly scenario: Scenario;
  readonly book: StreetBook | null;
  readonly isDrafting: boolean;
}

/** The changes, each removable. One that was just made is brought into sight, since its form, where the focus was, is gone. */
function EditList({ scenario, book, isDrafting }: EditListProps) {
  const t = useText();
  const run = useCommand();
  const list = useRef<HTMLUListElement>(null);
  const { id, edits } = scenario;
  const last = useRef({ id, count: edits.length, isDrafting });
  useEffect(() => {
    const before = last.current;
    last.current = { id, count: edits.length, isDrafting };
    if (before.id !== id || !before.isDrafting || isDrafting || edits.length <= before.count) return;
    if (list.current?.lastElementChild instanceof HTMLElement) list.current.lastElementChild.focus();
  }, [id, edits.length, isDrafting]);
  return (
    <ul className="edit-list" ref={list}>
      {edits.map((edit, index) => {
        const words = editWords(edit, book, t);
        return (
          <li key={index} className="edit-item" tabIndex={-1}>
            <span className="breakable">{words}</span>
            <IconButton
              icon={Trash2}
              small
              label={t('edits.remove', { edit: words })}
              onPress={() => run(removeEdit, id, index)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function NoScenario() {
  const t = useText();
  const run = useCommand();
  const number = useAppState((state) => state.scenarios.length + 1);
  const isShipped = useAppState((state) => state.ownPlace.spec === null);
  return (
    <div className="empty">
      <p>{t('scenario.baseline.about')}</p>
      {isShipped ? (
        <Button className="button primary" onPress={() => run(beginExample, t('scenario.example-name'))}>
          {t('scenario.example')}
        </Button>
      ) : null}
      <Button
        className={`button${isShipped ? '' : ' primary'}`}
        onPress={() => run(newScenario, t('scenario.new-name', { number }))}
      >
        {t('scenario.new')}
      </Button>
    </div>
  );
}
