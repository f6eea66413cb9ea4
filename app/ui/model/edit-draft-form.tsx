import { useState } from 'react';
import { Button } from 'react-aria-components';
import { addEdit, isReady } from '../../commands/add-edit.ts';
import { cancelDraft } from '../../commands/cancel-draft.ts';
import { toggleStreet } from '../../commands/toggle-street.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import { VALUE_OF_TIME, VALUE_OF_TIME_EUR_H } from '../../state/model-facts.ts';
import type { EditDraft } from '../../state/model-state.ts';
import { useCommand } from '../app-context.tsx';
import { list } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Range } from '../parts/range.tsx';
import { Segmented } from '../parts/segmented.tsx';
import { DrawArea } from './draw-area.tsx';
import { PickedStreets } from './picked-streets.tsx';
import { StreetField } from './street-field.tsx';
import { SuperblockCorners } from './superblock-corners.tsx';
import { TurnChoice } from './turn-choice.tsx';

export interface EditDraftFormProps {
  readonly draft: EditDraft;
  readonly book: StreetBook;
  readonly scenarioId: string;
}

const NUMBERS = { speedKmh: 20, lanes: 1, trees: 20, euros: 2, penaltyS: 30 };
/** Where single carriageways or turns are chosen, an area says too little. */
const NOT_BY_AREA: readonly EditDraft['kind'][] = ['one-way', 'turn-rule'];

/** The change that is being made: which streets, which number, and then onto the list. */
export function EditDraftForm({ draft, book, scenarioId }: EditDraftFormProps) {
  const t = useText();
  const run = useCommand();
  const [numbers, setNumbers] = useState(NUMBERS);
  const [rule, setRule] = useState<'ban' | 'penalty'>('ban');
  const isSuperblock = draft.kind === 'superblock';
  const isTurn = draft.kind === 'turn-rule';
  const set = (fields: Partial<typeof NUMBERS>) => setNumbers({ ...numbers, ...fields });
  return (
    <section className="edit-draft" aria-label={t('draft.title', { edit: t(`edit.${draft.kind}`) })}>
      <p className="small">{t(`draft.${draft.kind}.how`)}</p>
      {isSuperblock ? (
        <SuperblockCorners book={book} />
      ) : (
        <StreetField
          book={book}
          label={t('draft.find')}
          carriageways={draft.kind === 'one-way'}
          onChoose={(id) => {
            if (!draft.streetIds.includes(id)) run(toggleStreet, id);
          }}
        />
      )}
      {NOT_BY_AREA.includes(draft.kind) ? null : <DrawArea ring={draft.ring} book={book} />}
      {isSuperblock ? <SuperblockPicked draft={draft} book={book} /> : <PickedStreets draft={draft} book={book} />}
      {isTurn ? <TurnChoice draft={draft} book={book} /> : null}
      {isTurn ? (
        <Segmented
          label={t('draft.turns.rule')}
          value={rule}
          options={[
            { value: 'ban', label: t('draft.turns.ban') },
            { value: 'penalty', label: t('draft.turns.penalty') },
          ]}
          onChange={setRule}
        />
      ) : null}
      {isTurn && rule === 'penalty' ? (
        <NumberRow
          label={t('draft.turns.seconds')}
          value={numbers.penaltyS}
          range={[5, 180, 5]}
          text={t('draft.turns.seconds.value', { number: numbers.penaltyS })}
          onChange={(penaltyS) => set({ penaltyS })}
        />
      ) : null}
      {isTurn ? <p className="small muted">{t('draft.turns.note')}</p> : null}
      {draft.kind === 'toll' ? (
        <NumberRow
          label={t('draft.toll')}
          value={numbers.euros}
          range={[0.5, 10, 0.5]}
          text={t('draft.toll.value', { number: numbers.euros })}
          onChange={(euros) => set({ euros })}
        />
      ) : null}
      {draft.kind === 'toll' ? (
        <p className="small muted">
          {t('draft.toll.note', {
            ...VALUE_OF_TIME,
            number: numbers.euros,
            minutes: Math.round((numbers.euros / VALUE_OF_TIME_EUR_H) * 60 * 10) / 10,
          })}
        </p>
      ) : null}
      {draft.kind === 'slow-street' ? (
        <NumberRow
          label={t('draft.speed')}
          value={numbers.speedKmh}
          range={[5, 50, 5]}
          text={t('draft.speed.value', { number: numbers.speedKmh })}
          onChange={(speedKmh) => set({ speedKmh })}
        />
      ) : null}
      {draft.kind === 'slow-street' ? <p className="small muted">{t('draft.speed.note')}</p> : null}
      {draft.kind === 'change-lanes' ? (
        <NumberRow
          label={t('draft.lanes')}
          value={numbers.lanes}
          range={[1, 6, 1]}
          text={String(numbers.lanes)}
          onChange={(lanes) => set({ lanes })}
        />
      ) : null}
      {draft.kind === 'plant-trees' ? (
        <NumberRow
          label={t('draft.trees')}
          value={numbers.trees}
          range={[5, 200, 5]}
          text={String(numbers.trees)}
          onChange={(trees) => set({ trees })}
        />
      ) : null}
      <div className="draft-actions">
        <Button
          className="button primary"
          isDisabled={!isReady(draft)}
          onPress={() => run(addEdit, scenarioId, { ...numbers, penaltyS: rule === 'ban' ? null : numbers.penaltyS })}
        >
          {t('draft.add')}
        </Button>
        <Button className="button" onPress={() => run(cancelDraft)}>
          {t('draft.cancel')}
        </Button>
      </div>
    </section>
  );
}

function SuperblockPicked({ draft, book }: Pick<EditDraftFormProps, 'draft' | 'book'>) {
  const t = useText();
  if (draft.streetIds.length === 0) return null;
  const avenues = book.avenuesAmong(draft.streetIds);
  return (
    <div role="status">
      <p>
        <strong>
          {t('draft.superblock.picked', {
            count: book.stretchCount(draft.streetIds),
            crossings: draft.crossingIds.length,
          })}
        </strong>
      </p>
      {avenues.length > 0 ? (
        <Note tone="warning">{t('draft.superblock.avenues', { names: list(avenues) })}</Note>
      ) : null}
      <p className="small muted">{t('draft.superblock.means')}</p>
    </div>
  );
}

interface NumberRowProps {
  readonly label: string;
  readonly value: number;
  readonly range: readonly [min: number, max: number, step: number];
  readonly text: string;
  readonly onChange: (value: number) => void;
}

function NumberRow({ label, value, range: [min, max, step], text, onChange }: NumberRowProps) {
  return (
    <div className="setting-row">
      <span className="muted">{label}</span>
      <Range label={label} value={value} min={min} max={max} step={step} valueText={text} onChange={onChange} />
      <span className="setting-value">{text}</span>
    </div>
  );
}
