import { useState } from 'react';
import { Button } from 'react-aria-components';
import { changeOwnDraft } from '../../commands/change-own-draft.ts';
import { openModelTab } from '../../commands/open-model-tab.ts';
import { openPlace } from '../../commands/open-place.ts';
import type { OwnTable } from '../../commands/own-tables.ts';
import { closeVirtualSensors } from '../../commands/place-virtual-sensors.ts';
import { runOwnCity } from '../../commands/run-own-city.ts';
import { newOwnPlace } from '../../state/own-place.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';

export interface VirtualRunProps {
  readonly tables: readonly OwnTable[];
  /** The table the sensors stand on: its streets, where it has any. */
  readonly table: string;
}

/** On which streets the simulator runs, and the button that starts it. */
export function VirtualRun({ tables, table }: VirtualRunProps) {
  const t = useText();
  const app = useApp();
  const run = useCommand();
  const { placed, status, isOn } = useAppState((state) => state.ownCity);
  const place = useAppState((state) => state.ownPlace.spec);
  const lines = tables.filter(({ shape }) => shape === 'line');
  const [chosen, setChosen] = useState<string | null>(null);
  const streets = lines.find(({ name }) => name === (chosen ?? table)) ?? lines[0] ?? null;
  const settle = () => {
    if (streets !== null && place === null)
      run(changeOwnDraft, newOwnPlace(streets.name, streets.geometry ?? 'geom', namesOf(streets)));
    run(closeVirtualSensors);
    run(openPlace, 'model');
    run(openModelTab, 'own');
  };
  const start = () => {
    void runOwnCity(app, streets).finished.then(() => {
      if (app.store.getState().ownCity.problem === null) run(closeVirtualSensors);
    });
  };
  return (
    <Section title={t('virtual.run.title')}>
      <p className="small muted">{t('virtual.run.about')}</p>
      {place !== null ? (
        <p className="small">{t('virtual.run.place', { table: place.streets.table })}</p>
      ) : streets === null ? (
        <Note tone="info">{t('virtual.run.no-streets')}</Note>
      ) : (
        <>
          <Choice
            label={t('virtual.run.streets')}
            value={streets.name}
            options={lines.map(({ name }) => ({ value: name, label: name }))}
            onChange={setChosen}
          />
          <p className="small muted">{t('virtual.run.guess')}</p>
        </>
      )}
      <div className="join-actions">
        <Button
          className="button primary"
          isDisabled={placed === null || status !== 'idle' || (place === null && streets === null)}
          onPress={start}
        >
          {status === 'starting' ? t('virtual.starting') : isOn ? t('virtual.run.again') : t('virtual.run')}
        </Button>
        {streets === null && place === null ? null : (
          <Button className="button" isDisabled={status !== 'idle'} onPress={settle}>
            {t('virtual.run.settle')}
          </Button>
        )}
      </div>
    </Section>
  );
}

function namesOf({ columns }: OwnTable): readonly string[] {
  return columns.map(({ name }) => name);
}
