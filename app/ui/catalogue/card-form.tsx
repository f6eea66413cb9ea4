import { useState } from 'react';
import { Input, Label, TextArea, TextField } from 'react-aria-components';
import { type CardFields, editCard } from '../../commands/edit-card.ts';
import type { DatasetCard } from '../../state/catalogue.ts';
import { licences } from '../../state/licence-list.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Toggle } from '../parts/toggle.tsx';

/** What a person writes on the card of their own table; every field counts at once and can be taken back. */
export function CardForm({ card }: { readonly card: DatasetCard }) {
  const t = useText();
  const run = useCommand();
  const write = (fields: Partial<CardFields>) => run(editCard, card, fields);
  return (
    <div className="import-fields">
      <Line label={t('catalogue.edit.title')} value={card.title} onChange={(title) => write({ title })} />
      <Line label={t('catalogue.publisher')} value={card.publisher} onChange={(publisher) => write({ publisher })} />
      <Line label={t('catalogue.source')} value={card.source} onChange={(source) => write({ source })} />
      <Choice
        label={t('catalogue.licence')}
        value={card.licence}
        options={licences().map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(licence) => write({ licence: licence as DatasetCard['licence'] })}
      />
      {card.licence === 'own-terms' ? (
        <Line
          label={t('catalogue.edit.licence-text')}
          value={card.licenceText}
          onChange={(licenceText) => write({ licenceText })}
        />
      ) : null}
      <Keywords card={card} onChange={(keywords) => write({ keywords })} />
      <TextField
        className="wide"
        value={card.description}
        maxLength={5_000}
        onChange={(description) => write({ description })}
      >
        <Label className="field-label">{t('catalogue.description')}</Label>
        <TextArea className="text-input" rows={3} />
      </TextField>
      <Toggle on={card.personal} onChange={(personal) => write({ personal })}>
        {t('catalogue.edit.personal')}
      </Toggle>
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Line({ label, value, onChange }: LineProps) {
  return (
    <TextField value={value} maxLength={500} onChange={onChange}>
      <Label className="field-label">{label}</Label>
      <Input className="text-input" />
    </TextField>
  );
}

/** What is typed stays as it is typed: a comma at the end is the beginning of the next word. */
function Keywords({
  card,
  onChange,
}: {
  readonly card: DatasetCard;
  readonly onChange: (words: readonly string[]) => void;
}) {
  const t = useText();
  const [text, setText] = useState(card.keywords.join(', '));
  const isSame = wordsOf(text).join() === card.keywords.join();
  return (
    <Line
      label={t('catalogue.edit.keywords')}
      value={isSame ? text : card.keywords.join(', ')}
      onChange={(next) => {
        setText(next);
        onChange(wordsOf(next));
      }}
    />
  );
}

function wordsOf(text: string): readonly string[] {
  return [...new Set(text.split(',').map((word) => word.trim()))].filter((word) => word !== '').slice(0, 50);
}
