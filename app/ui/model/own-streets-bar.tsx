import { Map as MapIcon, Undo2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import { leaveOwnPlace } from '../../commands/choose-own-place.ts';
import { openModelTab } from '../../commands/open-model-tab.ts';
import { hasFacades } from '../../state/own-place.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';

/** Which place the models work on, and the ways to a city's own and back. */
export function OwnStreetsBar() {
  const t = useText();
  const run = useCommand();
  const spec = useAppState((state) => state.ownPlace.spec);
  const isOpen = useAppState((state) => state.modelTab === 'own');
  const facades = useAppState(hasFacades);
  return (
    <div className="own-place-bar">
      <p className="small">{spec === null ? t('own.bar.shipped') : t('own.bar.own', { table: spec.streets.table })}</p>
      <div className="draft-actions">
        <Button
          className="button small"
          aria-pressed={isOpen}
          onPress={() => run(openModelTab, isOpen ? 'changes' : 'own')}
        >
          <MapIcon className="icon" aria-hidden="true" />
          {t('own.title')}
        </Button>
        {spec === null ? null : (
          <Button className="button small" onPress={() => run(leaveOwnPlace)}>
            <Undo2 className="icon" aria-hidden="true" />
            {t('own.leave')}
          </Button>
        )}
      </div>
      {facades ? null : <Note tone="info">{t('own.no-facades')}</Note>}
    </div>
  );
}
