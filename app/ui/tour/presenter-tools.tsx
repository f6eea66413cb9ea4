import { MonitorUp, NotebookText, RotateCcw, Unplug, Wind } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Button } from 'react-aria-components';
import { breakTourSensor } from '../../commands/break-tour-sensor.ts';
import { resetTourStep } from '../../commands/reset-tour-step.ts';
import { setPresenter } from '../../commands/set-presenter.ts';
import { turnTourWind } from '../../commands/turn-tour-wind.ts';
import type { TourStep } from '../../core/lessons/tours/tour.ts';
import type { TourRun } from '../../state/tour.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { Note } from '../parts/note.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { NotesWindow, openNotesWindow } from './notes-window.tsx';
import { TourTimer } from './tour-timer.tsx';

/** `blocked`: the browser gave no second window. */
type Notes = Window | 'blocked' | null;

/** What only the person who speaks needs: larger type, notes, the time, and trouble on demand. */
export function PresenterTools({ run, step }: { readonly run: TourRun; readonly step: TourStep }) {
  const t = useText();
  const command = useCommand();
  const presenter = useAppState((state) => state.presenter);
  const mayHost = useAppState((state) => state.faults !== null);
  const [notes, setNotes] = useState<Notes>(null);
  const forget = useCallback(() => setNotes(null), []);
  const isOpen = notes !== null && notes !== 'blocked';
  return (
    <div className="presenter-tools">
      <div className="presenter-row">
        <Button className="button small" aria-pressed={presenter} onPress={() => command(setPresenter, !presenter)}>
          <MonitorUp className="icon" aria-hidden="true" />
          <span className="tool-name">{t('presenter.larger')}</span>
        </Button>
        <Button
          className="button small"
          onPress={() => {
            if (isOpen) notes.close();
            setNotes(isOpen || notes === 'blocked' ? null : (openNotesWindow() ?? 'blocked'));
          }}
        >
          <NotebookText className="icon" aria-hidden="true" />
          <span className="tool-name">{t(notes === null ? 'presenter.notes' : 'presenter.notes.close')}</span>
        </Button>
        <Button
          className="button small"
          aria-description={t('tour.reset.about')}
          onPress={() => command(resetTourStep)}
        >
          <RotateCcw className="icon" aria-hidden="true" />
          <span className="tool-name">{t('tour.reset')}</span>
        </Button>
        {mayHost ? <HostTools /> : null}
        <TourTimer run={run} />
      </div>
      {notes === 'blocked' ? (
        <ScrollRegion className="presenter-notes-here" label={t('presenter.notes')}>
          <Note tone="info">{t('presenter.notes.blocked')}</Note>
          <MarkedText key={run.visit} text={step.notes === '' ? t('presenter.notes.none') : step.notes} />
        </ScrollRegion>
      ) : null}
      {isOpen ? <NotesWindow view={notes} run={run} onClosed={forget} /> : null}
    </div>
  );
}

/** Trouble and weather on demand, on the host's page. */
function HostTools() {
  const t = useText();
  const command = useCommand();
  return (
    <>
      <Button
        className="button small"
        aria-description={t('presenter.break.about')}
        onPress={() => command(breakTourSensor)}
      >
        <Unplug className="icon" aria-hidden="true" />
        <span className="tool-name">{t('presenter.break')}</span>
      </Button>
      <Button
        className="button small"
        aria-description={t('presenter.wind.about')}
        onPress={() => command(turnTourWind)}
      >
        <Wind className="icon" aria-hidden="true" />
        <span className="tool-name">{t('presenter.wind')}</span>
      </Button>
    </>
  );
}
