import type { DatasetCard } from '../core/catalogue/dataset-card.ts';
import { readDatasetCard } from '../core/catalogue/read-card.ts';
import type { AppStore } from './app-store.ts';

const CARDS_KEY = 'cards';
/** More tables than anybody brings; a damaged text must not fill the memory. */
const MOST_CARDS = 1_000;

interface Settings {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** Brings the cards of a former visit back, and writes them whenever they change; `mayKeep` is asked each time. */
export function keepCards(store: AppStore, settings: Settings, mayKeep: () => boolean): void {
  store.setState({ cards: readCards(settings.get(CARDS_KEY)) });
  store.subscribe(({ cards }, before) => {
    if (cards !== before.cards && mayKeep()) settings.set(CARDS_KEY, JSON.stringify(cards));
  });
}

/** The cards of a person's own tables, read as foreign input. */
function readCards(text: string | null): readonly DatasetCard[] {
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
