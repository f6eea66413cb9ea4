import { RadioTower, Undo2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import { openVirtualSensors } from '../../commands/place-virtual-sensors.ts';
import { leaveOwnCity } from '../../commands/run-own-city.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';

/** Says when the stream is this page's own, and has the ways there and back. */
export function OwnCityBar() {
  const t = useText();
  const run = useCommand();
  const { isOn, placed, status } = useAppState((state) => state.ownCity);
  const table = useAppState((state) => state.ownPlace.spec?.streets.table ?? '');
  return (
    <div className="own-city-bar">
      {isOn ? (
        <Note tone="info">
          <strong>{t('own-city.on')}</strong> {t('own-city.on.about', { table, count: placed?.count ?? 0 })}
        </Note>
      ) : null}
      <div className="join-actions">
        {isOn ? (
          <Button className="button" isDisabled={status !== 'idle'} onPress={() => run(leaveOwnCity)}>
            <Undo2 className="icon" aria-hidden="true" />
            {t('own-city.leave')}
          </Button>
        ) : null}
        <Button className="button" onPress={() => run(openVirtualSensors)}>
          <RadioTower className="icon" aria-hidden="true" />
          {t('virtual.open')}
        </Button>
      </div>
    </div>
  );
}
