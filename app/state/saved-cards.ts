import type { DatasetCard } from '../core/catalogue/dataset-card.ts';
import { readDatasetCard } from '../core/catalogue/read-card.ts';

export const CARDS_KEY = 'cards';
/** More tables than anybody brings; a damaged text must not fill the memory. */
const MOST_CARDS = 1_000;

/** The cards of a person's own tables as a former visit left them, read as foreign input. */
export function readCards(text: string | null): readonly DatasetCard[] {
  let parsed: unknown = null;
  try {
    parsed = text === null ? null : JSON.parse(text);
  } catch {
    // Nobody's cards.
  }
  if (!Array.isArray(parsed)) return [];
  return parsed
    .slice(0, MOST_CARDS)
    .map(readDatasetCard)
    .filter((card) => card !== null);
}
