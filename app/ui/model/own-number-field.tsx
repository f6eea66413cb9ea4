import { useEffect, useState } from 'react';
import { FieldError, Input, Label, TextField } from 'react-aria-components';
import { useText } from '../i18n/text.ts';

export interface NumberFieldProps {
  readonly label: string;
  /** Stands in the empty field. A field without one may not be empty. */
  readonly hint?: string;
  readonly value: number | null;
  readonly range: readonly [least: number, most: number];
  readonly onChange: (value: number | null) => void;
}

/** A number that is typed; what is no number between the two is said, and not taken. */
export function NumberField({ label, hint, value, range: [least, most], onChange }: NumberFieldProps) {
  const t = useText();
  const shown = value === null ? '' : String(value);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const read = text.trim() === '' ? null : Number(text.replace(',', '.'));
  const isGood = read === null ? hint !== undefined : read >= least && read <= most;
  return (
    <TextField
      className="own-number"
      value={text}
      isInvalid={!isGood}
      onChange={setText}
      onBlur={() => {
        if (isGood && read !== value) onChange(read);
      }}
    >
      <Label className="field-label">{label}</Label>
      <Input className="text-input" inputMode="decimal" placeholder={hint ?? ''} autoComplete="off" />
      <FieldError className="small corner-problem">{t('own.number', { least, most })}</FieldError>
    </TextField>
  );
}
