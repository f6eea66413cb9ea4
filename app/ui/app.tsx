import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useStore } from 'zustand';
import type { AppContext } from '../commands/app-context.ts';
import type { Ports } from '../commands/ports.ts';
import type { AppStore } from '../state/app-store.ts';
import { createHistory } from '../state/history.ts';
import { createImportDesk } from '../state/import-desk.ts';
import { createLessonDesk } from '../state/lesson-desk.ts';
import { createResultShelf } from '../state/result-shelf.ts';
import { effectiveTheme, isStill } from '../state/theme.ts';
import { AppContextProvider } from './app-context.tsx';
import { localeOf } from './format/locale.ts';
import { Frame } from './frame/frame.tsx';
import { startTexts } from './i18n/text.ts';
import { StreamFeed } from './stream/stream-feed.tsx';
import './styles/index.css';

startTexts();

export interface AppProps {
  /** The map; it fills the page behind the sheets. */
  readonly map: ReactNode;
  readonly ports: Ports;
  readonly store: AppStore;
}

/** The whole page: the map and the sheets of paper laid on it. */
export function App({ map, ports, store }: AppProps) {
  // What belongs to this page for as long as it is open, whatever becomes of the ports.
  const desk = useRef({
    results: createResultShelf(),
    imports: createImportDesk(),
    lessons: createLessonDesk(),
    history: createHistory(),
  }).current;
  const app = useMemo<AppContext>(() => ({ store, ports, ...desk }), [store, ports, desk]);
  const language = useStore(store, (state) => state.language);
  useLooks(store);
  return (
    <AppContextProvider value={app}>
      <I18nProvider locale={localeOf(language)}>
        <StreamFeed>
          <div className="app">
            <div className="map-layer">{map}</div>
            <Frame />
          </div>
        </StreamFeed>
      </I18nProvider>
    </AppContextProvider>
  );
}

/** Theme, presenter mode and reduced motion stand on the root element: sheets and popovers outside the tree follow them too. */
function useLooks(store: AppStore): void {
  const theme = useStore(store, effectiveTheme);
  const presenter = useStore(store, (state) => state.presenter);
  const still = useStore(store, isStill);
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const still = window.matchMedia('(prefers-reduced-motion: reduce)');
    const tell = () => store.setState({ systemDark: dark.matches, systemStill: still.matches });
    tell();
    for (const query of [dark, still]) query.addEventListener('change', tell);
    return () => {
      for (const query of [dark, still]) query.removeEventListener('change', tell);
    };
  }, [store]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-presenter', presenter);
  }, [presenter]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-still', still);
  }, [still]);
}
