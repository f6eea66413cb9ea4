import { FileUp } from 'lucide-react';
import { Button } from 'react-aria-components';
import { openImport } from '../../commands/open-import.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';

/** Where a person adds their own data, and the cards of what they have. */
export function ImportSection() {
  const t = useText();
  const run = useCommand();
  const cards = useAppState((state) => state.cards);
  return (
    <Section title={t('import.section')}>
      <p className="muted small">{t('import.add.about')}</p>
      <Button className="button" onPress={() => run(openImport)}>
        <FileUp className="icon" aria-hidden="true" />
        {t('import.add')}
      </Button>
      {cards.length === 0 ? null : (
        <ul className="own-cards small">
          {cards.map(({ id, table, title, publisher }) => (
            <li key={id}>
              <strong>{title}</strong> <span className="mono">{table}</span>
              {publisher === '' ? null : <span className="muted"> · {publisher}</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
