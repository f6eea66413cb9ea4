import { useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { runExercise } from '../../commands/run-exercise.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

/** Where the answer is no SQL, the tables can still be looked into. */
export function LookField() {
  const t = useText();
  const run = useCommand();
  const [sql, setSql] = useState('');
  return (
    <form
      className="look-field"
      onSubmit={(event) => {
        event.preventDefault();
        const text = sql.trim() === '' ? t('lesson.look.placeholder') : sql;
        run(runExercise, { text, offset: 0 });
      }}
    >
      <TextField value={sql} onChange={setSql}>
        <Label className="visually-hidden">{t('lesson.look')}</Label>
        <Input className="text-input compact mono" placeholder={t('lesson.look.placeholder')} />
      </TextField>
    </form>
  );
}
