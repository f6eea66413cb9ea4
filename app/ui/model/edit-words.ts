import type { ScenarioEdit, StreetTurn } from '../../core/models/scenario/edits.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import { SUPERBLOCK_SPEED_KMH, shareOfEnergy, type VehicleEnergy } from '../../state/model-facts.ts';
import { signedFigure } from '../format/changes.ts';
import { fixed, list } from '../format/numbers.ts';
import type { Translate } from '../i18n/text.ts';

/** Names beyond these are counted. */
const NAMES_SHOWN = 2;

/** An edit as a sentence of plain words. Without the streets their ids stand in. */
export function editWords(edit: ScenarioEdit, book: StreetBook | null, t: Translate): string {
  const percent = (share: number) => Math.round(share * 100);
  switch (edit.kind) {
    case 'superblock':
      return t('edit.words.superblock', {
        count: stretches(edit.streetIds, book),
        number: SUPERBLOCK_SPEED_KMH,
        crossings: edit.crossingIds.length,
      });
    case 'close-street':
    case 'one-way':
      return t(`edit.words.${edit.kind}`, streetValues(edit.streetIds, book, t));
    case 'slow-street':
      return t('edit.words.slow-street', { ...streetValues(edit.streetIds, book, t), number: edit.speedKmh });
    case 'change-lanes':
      return t('edit.words.change-lanes', { ...streetValues(edit.streetIds, book, t), number: edit.lanes });
    case 'plant-trees':
      return t('edit.words.plant-trees', { ...streetValues(edit.streetIds, book, t), number: edit.trees });
    case 'electrify':
      return t('edit.words.electrify', { number: percent(edit.share) });
    case 'low-emission-zone':
      return t('edit.words.low-emission-zone', { number: percent(edit.obeyed) });
    case 'change-demand':
      return t(edit.trips === 'all' ? 'edit.words.demand-all' : 'edit.words.demand-through', {
        number: `${signedFigure(percent(edit.factor - 1))} %`,
      });
    case 'evaporation':
      return t('edit.words.evaporation', { number: percent(edit.share) });
    case 'toll':
      return t('edit.words.toll', { ...streetValues(edit.streetIds, book, t), number: money(edit.euros) });
    case 'distance-charge':
      return t('edit.words.distance-charge', { number: money(edit.eurosPerKm) });
    case 'turn-rule': {
      const names = turnNames(edit.turns, book, t);
      return edit.penaltyS === null
        ? t('edit.words.turn-ban', { names, count: edit.turns.length })
        : t('edit.words.turn-penalty', { names, count: edit.turns.length, number: edit.penaltyS });
    }
    case 'change-fleet': {
      const share = (energy: VehicleEnergy) => percent(shareOfEnergy(edit.fleet, energy));
      return t('edit.words.fleet', { diesel: share('diesel'), petrol: share('petrol'), battery: share('battery') });
    }
  }
}

/** As a price: `2`, `2.50`. */
const money = (euros: number) => (Number.isInteger(euros) ? String(euros) : fixed(euros, 2));

function turnNames(turns: readonly StreetTurn[], book: StreetBook | null, t: Translate): string {
  const name = (id: string) => book?.names([id])[0] ?? id;
  const shown = turns
    .slice(0, NAMES_SHOWN)
    .map(({ fromId, toId }) => t('edit.words.turn', { from: name(fromId), to: name(toId) }))
    .join(', ');
  const more = turns.length - NAMES_SHOWN;
  return more > 0 ? t('edit.words.more', { names: shown, more }) : shown;
}

function stretches(ids: readonly string[], book: StreetBook | null): number {
  return book?.stretchCount(ids) ?? ids.length;
}

function streetValues(ids: readonly string[], book: StreetBook | null, t: Translate) {
  const names = book?.names(ids) ?? ids;
  const shown = list(names.slice(0, NAMES_SHOWN));
  const more = names.length - NAMES_SHOWN;
  return {
    names: more > 0 ? t('edit.words.more', { names: shown, more }) : shown,
    count: stretches(ids, book),
  };
}

/** `Carrer del Romaní, Carrer de l’Alzina to Carrer del Bruc`: which stretch of a street is meant. */
export function stretchWords(streetId: string, book: StreetBook | null, t: Translate): string {
  const [from, to] = book?.between(streetId) ?? ['', ''];
  if (from === '' && to === '') return '';
  return t('draft.between', { from: from || t('draft.edge'), to: to || t('draft.edge') });
}
