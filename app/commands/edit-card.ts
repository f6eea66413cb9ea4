import type { DatasetCard } from '../core/catalogue/dataset-card.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** What a person may write on the card of a table of their own. */
export type CardFields = Pick<
  DatasetCard,
  'title' | 'description' | 'publisher' | 'licence' | 'licenceText' | 'source' | 'keywords' | 'personal'
>;

/** Writes on a card. A table that had none of its own has `card` put down for it first. Typing in one field is one step back. */
export function editCard({ store }: AppContext, card: DatasetCard, fields: Partial<CardFields>): ChangeRecord {
  const { cards: before } = store.getState();
  const replace = (next: DatasetCard) =>
    store.setState(({ cards }) => ({
      cards: cards.some(({ id }) => id === next.id)
        ? cards.map((one) => (one.id === next.id ? next : one))
        : [...cards, next],
    }));
  const former = before.find(({ id }) => id === card.id);
  const next = { ...(former ?? card), ...fields };
  replace(next);
  return {
    label: 'change.card',
    merge: `card ${card.id} ${Object.keys(fields).join(' ')}`,
    undo: () =>
      former === undefined
        ? store.setState(({ cards }) => ({ cards: cards.filter(({ id }) => id !== card.id) }))
        : replace(former),
    redo: () => replace(next),
  };
}
