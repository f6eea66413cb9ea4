import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import { useText } from '../i18n/text.ts';
import { stretchWords } from './edit-words.ts';

export interface StreetFieldProps {
  readonly book: StreetBook;
  readonly label: string;
  /** Offers each carriageway of two-way streets, and no others, instead of each stretch once. */
  readonly carriageways?: boolean;
  readonly onChoose: (streetId: string) => void;
}

/** Streets without a map: type a part of a name or of a crossing street, choose the stretch. */
export function StreetField({ book, label, carriageways = false, onChoose }: StreetFieldProps) {
  const t = useText();
  // The list closes on a choice as long as its text stays: the next search writes over it.
  const [last, setLast] = useState<string | null>(null);
  const items = useMemo(
    () =>
      book.streets
        .filter(({ id, oppositeId }) => (carriageways ? oppositeId !== null : oppositeId === null || id < oppositeId))
        .map(({ id, name }) => ({ id, name, stretch: stretchWords(id, book, t) }))
        .sort((a, b) => a.name.localeCompare(b.name, 'ca')),
    [book, carriageways, t],
  );
  return (
    <ComboBox
      className="select"
      selectedKey={last}
      onSelectionChange={(key) => {
        if (key === null) return;
        setLast(String(key));
        onChoose(String(key));
      }}
      menuTrigger="input"
    >
      <Label className="field-label">{label}</Label>
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
