import { X } from 'lucide-react';
import { toggleStreet } from '../../commands/toggle-street.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import type { EditDraft } from '../../state/model-state.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { stretchWords } from './edit-words.ts';

/** What has been picked so far, each stretch with its way back. */
export function PickedStreets({ draft, book }: { readonly draft: EditDraft; readonly book: StreetBook }) {
  const t = useText();
  const run = useCommand();
  const seen = new Set<string>();
  const stretches = draft.streetIds.filter((id) => {
    if (seen.has(id)) return false;
    for (const part of book.stretch(id)) seen.add(part);
    return true;
  });
  return (
    <div>
      <p className="small muted" role="status">
        {stretches.length === 0 ? t('draft.picked.none') : t('draft.picked', { count: stretches.length })}
      </p>
      <ul className="picked-list">
        {stretches.map((id) => {
          const name = book.street(id)?.name ?? id;
          const stretch = stretchWords(id, book, t);
          return (
            <li key={id} className="edit-item">
              <span className="breakable">
                {name} <span className="small muted">{stretch}</span>
              </span>
              <IconButton
                icon={X}
                small
                label={t('draft.remove', { name: `${name}, ${stretch}` })}
                onPress={() => run(toggleStreet, id)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
