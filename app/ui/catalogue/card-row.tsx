import { ChevronRight } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { type DatasetCard, isEditable } from '../../state/catalogue.ts';
import { useText } from '../i18n/text.ts';
import { CardFacts } from './card-facts.tsx';
import { CardForm } from './card-form.tsx';
import { LicenceDuties } from './licence-duties.tsx';
import { LineageChain } from './lineage-chain.tsx';

export interface CardRowProps {
  readonly card: DatasetCard;
  /** The whole catalogue: parents are looked up in it. */
  readonly cards: readonly DatasetCard[];
}

/** One card, folded to its title. */
export function CardRow({ card, cards }: CardRowProps) {
  const t = useText();
  return (
    <li>
      <Disclosure className="layer-row">
        <Heading level={4} className="layer-head">
          <Button slot="trigger" className="layer-name">
            <span className="ellipsis">{card.title === '' ? card.table : card.title}</span>
            <span className="small muted mono">{card.table}</span>
            <ChevronRight className="icon chevron" aria-hidden="true" />
          </Button>
        </Heading>
        <DisclosurePanel>
          <div className="layer-settings card">
            <p className="breakable">{card.description === '' ? t('catalogue.description.none') : card.description}</p>
            {card.synthetic ? <p className="small muted">{t('catalogue.synthetic')}</p> : null}
            {card.personal && !card.synthetic ? <p className="small muted">{t('catalogue.persons')}</p> : null}
            <CardFacts card={card} />
            <LineageChain card={card} cards={cards} />
            <LicenceDuties card={card} cards={cards} />
            {isEditable(card) ? (
              <details className="card-tables">
                <summary className="small">{t('catalogue.edit')}</summary>
                <CardForm card={card} />
              </details>
            ) : null}
          </div>
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}
