import { PenLine, X } from 'lucide-react';
import { useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { addRingCorner, beginRing, leaveRing, removeRingCorner, takeRing } from '../../commands/draw-ring.ts';
import { readCorner } from '../../commands/read-corner.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import type { LonLat } from '../../core/models/scenario/superblock-ring.ts';
import { ringProblem } from '../../state/model-facts.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';

export interface DrawAreaProps {
  readonly ring: readonly LonLat[] | undefined;
  readonly book: StreetBook;
}

const DIGITS = 5;

/** An area by its corners: clicked on the map, or typed here; then what lies inside is picked. */
export function DrawArea({ ring, book }: DrawAreaProps) {
  const t = useText();
  const run = useCommand();
  if (ring === undefined) {
    return (
      <Button className="button small draw-area" onPress={() => run(beginRing)}>
        <PenLine className="icon" aria-hidden="true" />
        {t('ring.draw')}
      </Button>
    );
  }
  const problem = ringProblem(ring);
  return (
    <fieldset className="ring-form">
      <legend className="field-label">{t('ring.title')}</legend>
      <p className="small">{t('ring.how')}</p>
      <CornerField book={book} />
      <p className="small muted" role="status">
        {t('ring.corners', { count: ring.length })}
      </p>
      <ol className="picked-list">
        {ring.map(([lon, lat], index) => (
          <li key={index} className="edit-item">
            <span className="small">
              {t('ring.corner.at', { number: index + 1, lat: lat.toFixed(DIGITS), lon: lon.toFixed(DIGITS) })}
            </span>
            <IconButton
              icon={X}
              small
              label={t('ring.corner.remove', { number: index + 1 })}
              onPress={() => run(removeRingCorner, index)}
            />
          </li>
        ))}
      </ol>
      {problem === 'crossed' ? <Note tone="warning">{t('ring.crossed')}</Note> : null}
      {problem === 'few' ? <p className="small muted">{t('ring.few')}</p> : null}
      <div className="draft-actions">
        <Button className="button small" isDisabled={problem !== null} onPress={() => run(takeRing)}>
          {t('ring.close')}
        </Button>
        <Button className="button small quiet" onPress={() => run(leaveRing)}>
          {t('ring.cancel')}
        </Button>
      </div>
    </fieldset>
  );
}

function CornerField({ book }: { readonly book: StreetBook }) {
  const t = useText();
  const run = useCommand();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<'bad' | 'far' | null>(null);
  const example = t('ring.corner.hint');
  const add = () => {
    const corner = readCorner(text, book);
    if (corner === 'bad' || corner === 'far') {
      setProblem(corner);
      return;
    }
    setProblem(null);
    setText('');
    run(addRingCorner, corner);
  };
  return (
    <form
      className="corner-field"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField value={text} onChange={setText} isInvalid={problem !== null} validationBehavior="aria">
        <Label className="field-label">{t('ring.corner')}</Label>
        <Input className="text-input" placeholder={example} inputMode="text" autoComplete="off" />
      </TextField>
      <Button type="submit" className="button small">
        {t('ring.corner.add')}
      </Button>
      {problem === null ? null : (
        <p className="small corner-problem" role="alert">
          {problem === 'bad' ? t('ring.corner.bad', { example }) : t('ring.corner.far')}
        </p>
      )}
    </form>
  );
}
