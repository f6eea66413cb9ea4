import type { ReactNode } from 'react';
import type { Ports } from '../commands/ports.ts';
import type { AppStore } from '../state/app-store.ts';

export interface AppProps {
  /** The map; it fills the page behind the sheets. */
  readonly map: ReactNode;
  readonly ports: Ports;
  readonly store: AppStore;
}

/** The whole page: the map and the sheets of paper laid on it. */
export function App({ map }: AppProps) {
  return <div className="app">{map}</div>;
}
