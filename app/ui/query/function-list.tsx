import { ChevronRight, Sigma } from 'lucide-react';
import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { LISTED_FUNCTIONS, type ListedFunction } from '../../commands/function-list.ts';
import { unitSign } from '../format/units.ts';
import { useText } from '../i18n/text.ts';

export interface FunctionListProps {
  /** What is searched for, in lower case; nothing shows the list closed. */
  readonly search: string;
  readonly onInsert: (text: string) => void;
}

/** Functions that fit a search. */
export function functionsFor(search: string): readonly ListedFunction[] {
  return LISTED_FUNCTIONS.filter(({ words }) => words.includes(search));
}

/** The functions that the app adds to SQL: closed until wanted, opened by a search that finds some. */
export function FunctionList({ search, onInsert }: FunctionListProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const found = functionsFor(search);
  if (found.length === 0) return null;
  return (
    <Disclosure className="schema-table" isExpanded={isOpen || search !== ''} onExpandedChange={setOpen}>
      <Heading level={3} className="schema-table-head">
        <Button slot="trigger" className="schema-name schema-group">
          <ChevronRight className="icon chevron" aria-hidden="true" />
          <span className="ellipsis">{t('functions.title', { count: found.length })}</span>
        </Button>
      </Heading>
      <DisclosurePanel>
        {isOpen || search !== ''
          ? found.map((entry) => <FunctionEntry key={entry.name} entry={entry} onInsert={onInsert} />)
          : null}
      </DisclosurePanel>
    </Disclosure>
  );
}

function FunctionEntry({
  entry,
  onInsert,
}: {
  readonly entry: ListedFunction;
  readonly onInsert: (text: string) => void;
}) {
  const t = useText();
  return (
    <Disclosure className="schema-table">
      <Heading level={4} className="schema-table-head">
        <Button slot="trigger" className="schema-toggle" aria-label={t('functions.about', { name: entry.name })}>
          <ChevronRight className="icon chevron" aria-hidden="true" />
        </Button>
        <Button className="schema-name" onPress={() => onInsert(`${entry.name}(`)}>
          <Sigma className="icon" aria-hidden="true" />
          <span className="ellipsis">{entry.name}</span>
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="function-entry small">
          {entry.signatures.map((text) => (
            <p key={text} className="mono breakable">
              {text}
            </p>
          ))}
          <p>{entry.computes}</p>
          {entry.unit === null ? null : <p className="muted">{t('functions.unit', { unit: unitSign(entry.unit) })}</p>}
          {entry.error === null ? null : (
            <p className="muted">
              <strong>{t('functions.error')}</strong>: {entry.error}
            </p>
          )}
          <p className="muted">{t('functions.example')}</p>
          <Button
            className="schema-name column mono breakable function-example"
            onPress={() => onInsert(entry.example)}
          >
            {entry.example}
          </Button>
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
