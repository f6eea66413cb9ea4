import type { DatasetCard } from '../core/catalogue/dataset-card.ts';
import { writeDcatAp } from '../core/catalogue/dcat-ap.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';

/** Identifiers of a catalogue that lies nowhere on the web: whoever publishes it gives it another base. */
const BASE = 'urn:maqueta:catalogue/';

/** The cards as DCAT-AP 3 in JSON-LD. */
export function catalogueText(cards: readonly DatasetCard[], title: string, nowMs: number): string {
  return writeDcatAp(cards, {
    title,
    description: title,
    publisher: 'Maqueta',
    language: 'en',
    base: BASE,
    modifiedMs: nowMs,
  });
}

/** Hands the catalogue over as a file that other catalogues read. */
export function exportCatalogue(app: AppContext, cards: readonly DatasetCard[], title: string): ChangeRecord {
  const { files, clock } = app.ports;
  files.save('catalogue.jsonld', 'application/ld+json', catalogueText(cards, title, clock.now()));
  giveNotice(app, 'info', 'notice.catalogue-exported', { count: cards.length });
  return { label: 'change.export' };
}
