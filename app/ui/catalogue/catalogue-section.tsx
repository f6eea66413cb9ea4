import { BookOpen, FileDown, X } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { exportCatalogue } from '../../commands/export-catalogue.ts';
import { type CardOrigin, type DatasetCard, ORIGINS } from '../../state/catalogue.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { Section } from '../parts/section.tsx';
import { CardRow } from './card-row.tsx';
import { useCatalogue } from './use-catalogue.ts';

/** The way to the catalogue, in the Data panel. */
export function CatalogueSection() {
  const t = useText();
  const cards = useCatalogue();
  return (
    <Section title={t('catalogue.title')} aside={t('catalogue.aside', { count: cards.length })}>
      <p className="small muted">{t('catalogue.about')}</p>
      <DialogTrigger>
        <Button className="button">
          <BookOpen className="icon" aria-hidden="true" />
          {t('catalogue.open')}
        </Button>
        <ModalOverlay className="overlay" isDismissable>
          <Modal className="modal catalogue">
            <Dialog className="dialog import-dialog">
              {({ close }) => <Catalogue cards={cards} onClose={close} />}
            </Dialog>
          </Modal>
        </ModalOverlay>
      </DialogTrigger>
    </Section>
  );
}

function Catalogue({ cards, onClose }: { readonly cards: readonly DatasetCard[]; readonly onClose: () => void }) {
  const t = useText();
  const run = useCommand();
  return (
    <>
      <div className="import-head">
        <Heading slot="title" className="dialog-title">
          {t('catalogue.title')}
        </Heading>
        <IconButton icon={X} label={t('common.close')} onPress={onClose} />
      </div>
      <ScrollRegion className="import-body" label={t('catalogue.title')}>
        {ORIGINS.map((origin) => (
          <CardGroup key={origin} origin={origin} cards={cards} />
        ))}
      </ScrollRegion>
      <div className="dialog-actions">
        <Button className="button" onPress={() => run(exportCatalogue, cards, t('catalogue.name'))}>
          <FileDown className="icon" aria-hidden="true" />
          {t('catalogue.export')}
        </Button>
        <span className="small muted">{t('catalogue.export.about')}</span>
      </div>
    </>
  );
}

function CardGroup({ origin, cards }: { readonly origin: CardOrigin; readonly cards: readonly DatasetCard[] }) {
  const t = useText();
  const group = cards.filter((card) => card.origin === origin);
  if (group.length === 0) return null;
  return (
    <section className="section">
      <h3>{t(`catalogue.origin.${origin}`)}</h3>
      <ul className="layer-list">
        {group.map((card) => (
          <CardRow key={card.id} card={card} cards={cards} />
        ))}
      </ul>
    </section>
  );
}
