import { toggleTurn } from '../../commands/toggle-turn.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import type { EditDraft } from '../../state/model-state.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Toggle } from '../parts/toggle.tsx';

/** The turns out of the picked streets, one list for each direction of driving; chosen ones are ruled. */
export function TurnChoice({ draft, book }: { readonly draft: EditDraft; readonly book: StreetBook }) {
  const t = useText();
  const run = useCommand();
  const chosen = draft.turns ?? [];
  const edge = t('draft.edge');
  if (draft.streetIds.length === 0) return <p className="small muted">{t('draft.turns.none')}</p>;
  return (
    <div className="turn-choice">
      {draft.streetIds.map((id) => {
        const from = book.street(id);
        if (from === undefined) return null;
        const onward = book.streets.filter((street) => street.fromId === from.toId && street.id !== from.oppositeId);
        const title = t('draft.turns.from', { name: from.name, to: book.between(id)[1] || edge });
        return (
          <fieldset key={id}>
            <legend className="small">{title}</legend>
            {onward.length === 0 ? <p className="small muted">{t('draft.turns.end')}</p> : null}
            {onward.map((into) => (
              <Toggle
                key={into.id}
                on={chosen.some(({ fromId, toId }) => fromId === id && toId === into.id)}
                onChange={() => run(toggleTurn, { fromId: id, toId: into.id })}
              >
                {t('draft.turns.into', { name: into.name, to: book.between(into.id)[1] || edge })}
              </Toggle>
            ))}
          </fieldset>
        );
      })}
      <p className="small muted" role="status">
        {t('draft.turns.chosen', { count: chosen.length })}
      </p>
    </div>
  );
}
