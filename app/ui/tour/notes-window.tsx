import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { leaveTour } from '../../commands/leave-tour.ts';
import { moveTour } from '../../commands/set-tour-step.ts';
import { effectiveTheme } from '../../state/theme.ts';
import { stepOf, type TourRun } from '../../state/tour.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { TourTimer } from './tour-timer.tsx';
import { useTourKeys } from './use-tour-keys.ts';

const LOOK_MS = 500;

/** An empty window of the page's own origin; null where the browser gives none. It must follow a person's press. */
export function openNotesWindow(): Window | null {
  try {
    return window.open('', 'maqueta-notes', 'popup,width=760,height=860');
  } catch {
    return null;
  }
}

/**
 * The speaker's notes in a window of their own. It is empty but for what this page draws into it: no second app, no second
 * database, nothing is fetched.
 */
export function NotesWindow(props: { readonly view: Window; readonly run: TourRun; readonly onClosed: () => void }) {
  const { view, run, onClosed } = props;
  const t = useText();
  const language = useAppState((state) => state.language);
  const theme = useAppState(effectiveTheme);
  const [room, setRoom] = useState<HTMLElement | null>(null);
  useTourKeys(view);

  useEffect(() => {
    const { document: paper } = view;
    paper.head.replaceChildren(...copiedStyles());
    const made = paper.createElement('main');
    made.className = 'notes-window';
    paper.body.replaceChildren(made);
    setRoom(made);
    // A window says nothing of its end that every browser would tell.
    const timer = setInterval(() => {
      if (view.closed) onClosed();
    }, LOOK_MS);
    const close = () => view.close();
    window.addEventListener('pagehide', close);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pagehide', close);
    };
  }, [view, onClosed]);
  useEffect(() => () => view.close(), [view]);
  useEffect(() => {
    const { documentElement } = view.document;
    documentElement.lang = language;
    documentElement.dataset.theme = theme;
    view.document.title = t('presenter.notes.title', { title: run.tour.title });
  }, [view, language, theme, t, run.tour.title]);
  return room === null ? null : createPortal(<Notes run={run} />, room);
}

function Notes({ run }: { readonly run: TourRun }) {
  const t = useText();
  const app = useApp();
  const step = stepOf(run);
  const next = run.tour.steps[run.stepIndex + 1];
  return (
    <>
      <header className="notes-head">
        <p className="muted">{t('tour.step', { step: run.stepIndex + 1, all: run.tour.steps.length })}</p>
        <TourTimer run={run} />
      </header>
      <h1>{step.title}</h1>
      <MarkedText
        key={run.visit}
        text={step.notes === '' ? t('presenter.notes.none') : step.notes}
        className="notes-text"
      />
      <footer className="notes-foot">
        <p className="notes-next">
          {next === undefined ? t('presenter.notes.last') : t('presenter.notes.next', { title: next.title })}
        </p>
        {/* Plain buttons: they stand in another document. */}
        <div className="tour-nav">
          <button type="button" className="button" disabled={run.stepIndex === 0} onClick={() => moveTour(app, -1)}>
            {t('tour.previous')}
          </button>
          {next === undefined ? (
            <button type="button" className="button primary" onClick={() => leaveTour(app)}>
              {t('tour.end')}
            </button>
          ) : (
            <button type="button" className="button primary" onClick={() => moveTour(app, 1)}>
              {t('tour.next')}
            </button>
          )}
        </div>
      </footer>
    </>
  );
}

/** The page's own style sheets, with addresses that hold in an empty window. */
function copiedStyles(): readonly Node[] {
  return [...document.querySelectorAll<HTMLElement>('style, link[rel="stylesheet"]')].map((sheet) => {
    const copy = sheet.cloneNode(true) as HTMLElement;
    if (sheet instanceof HTMLLinkElement) copy.setAttribute('href', sheet.href);
    return copy;
  });
}
