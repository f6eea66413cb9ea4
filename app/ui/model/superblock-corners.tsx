import { useState } from 'react';
import { Button } from 'react-aria-components';
import { laySuperblockBetween } from '../../commands/lay-superblock.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';

const CORNERS = [1, 2, 3, 4] as const;

/** A superblock by the four streets around it: two along, two across. For who knows the streets, or uses no mouse. */
export function SuperblockCorners({ book }: { readonly book: StreetBook }) {
  const t = useText();
  const run = useCommand();
  const names = [...new Set(book.streets.map(({ name }) => name))].sort((a, b) => a.localeCompare(b, 'ca'));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const options = names.map((name) => ({ value: name, label: name }));
  const [first, second, third, fourth] = chosen;
  return (
    <details className="corners">
      <summary className="small">{t('draft.corners')}</summary>
      <div className="corner-choices">
        {CORNERS.map((corner) => (
          <Choice
            key={corner}
            label={t(`draft.corner.${corner}`)}
            value={chosen[corner - 1] ?? ''}
            options={options}
            onChange={(name) => {
              const next = [0, 1, 2, 3].map((at) => (at === corner - 1 ? name : (chosen[at] ?? '')));
              setChosen(next);
            }}
          />
        ))}
      </div>
      <Button
        className="button small"
        isDisabled={!(first && second && third && fourth)}
        onPress={() => {
          if (first && second && third && fourth) run(laySuperblockBetween, [first, second, third, fourth]);
        }}
      >
        {t('draft.corners.lay')}
      </Button>
    </details>
  );
}
