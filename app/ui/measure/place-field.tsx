import { useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { addSketchPoint, openSketch, readPlace } from '../../commands/sketch.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

/** A place of the sketch typed instead of clicked. */
export function PlaceField() {
  const t = useText();
  const run = useCommand();
  const [text, setText] = useState('');
  const [isOdd, setOdd] = useState(false);
  const add = () => {
    const place = readPlace(text);
    setOdd(place === null);
    if (place === null) return;
    setText('');
    run(addSketchPoint, place);
  };
  return (
    <form
      className="corner-field"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField value={text} onChange={setText} isInvalid={isOdd} validationBehavior="aria">
        <Label className="field-label">{t('sketch.place')}</Label>
        <Input
          className="text-input"
          placeholder={t('sketch.place.hint')}
          autoComplete="off"
          onKeyDown={(event) => {
            if (event.key === 'Escape') run(openSketch, null);
          }}
        />
      </TextField>
      <Button type="submit" className="button small">
        {t('sketch.place.add')}
      </Button>
      {isOdd ? (
        <p className="small corner-problem" role="alert">
          {t('sketch.place.odd', { example: t('sketch.place.hint') })}
        </p>
      ) : null}
    </form>
  );
}
