import { useEffect, useState } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';

export interface SqlFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** Told on Enter and when the field is left. */
  readonly onCommit: (value: string) => void;
}

/** One line of SQL, taken when it is finished: half a condition is no condition. */
export function SqlField({ label, hint, value, onCommit }: SqlFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    if (text !== value) onCommit(text);
  };
  return (
    <TextField className="sql-field" value={text} onChange={setText} onBlur={commit}>
      <Label className="field-label">{label}</Label>
      <Input
        className="text-input mono"
        spellCheck={false}
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
      <Text slot="description" className="small muted">
        {hint}
      </Text>
    </TextField>
  );
}
