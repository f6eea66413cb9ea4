import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { toggleStreet } from '../../commands/toggle-street.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import type { StreetEditKind } from '../../state/model-state.ts';
import { useApp, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { stretchWords } from './edit-words.ts';

/** Streets without a map: type a part of a name or of a crossing street, choose the stretch. */
export function StreetField({ book, kind }: { readonly book: StreetBook; readonly kind: StreetEditKind }) {
  const t = useText();
  const run = useCommand();
  const { store } = useApp();
  const isPicked = (id: string) => store.getState().draftEdit?.streetIds.includes(id) === true;
  // The list closes on a choice as long as its text stays: the next search writes over it.
  const [last, setLast] = useState<string | null>(null);
  const items = useMemo(
    () =>
      book.streets
        .filter(({ id, oppositeId }) =>
          kind === 'one-way' ? oppositeId !== null : oppositeId === null || id < oppositeId,
        )
        .map(({ id, name }) => ({ id, name, stretch: stretchWords(id, book, t) }))
        .sort((a, b) => a.name.localeCompare(b.name, 'ca')),
    [book, kind, t],
  );
  return (
    <ComboBox
      className="select"
      selectedKey={last}
      onSelectionChange={(key) => {
        if (key === null) return;
        setLast(String(key));
        if (!isPicked(String(key))) run(toggleStreet, String(key));
      }}
      menuTrigger="input"
    >
      <Label className="field-label">{t('draft.find')}</Label>
      <div className="combo">
        <Input className="text-input" placeholder={t('draft.find.hint')} onFocus={(event) => event.target.select()} />
        <Button className="button quiet icon-only combo-open">
          <ChevronDown className="icon" aria-hidden="true" />
        </Button>
      </div>
      <Popover className="popover" offset={4}>
        <ListBox className="options" items={items}>
          {(item) => (
            <ListBoxItem id={item.id} textValue={`${item.name} ${item.stretch}`} className="option stacked">
              <span>{item.name}</span>
              <span className="muted small">{item.stretch}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
