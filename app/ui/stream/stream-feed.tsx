import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { StreamStatistics } from '../../core/stream/live-stream.ts';
import { noteClock } from '../../state/note-clock.ts';
import { useApp } from '../app-context.tsx';

const Context = createContext<StreamStatistics | null>(null);

/** One subscription to the stream's figures for the whole page; the clock in them also goes to the store. */
export function StreamFeed({ children }: { readonly children: ReactNode }) {
  const { ports, store } = useApp();
  const [statistics, setStatistics] = useState<StreamStatistics | null>(null);
  useEffect(
    () =>
      ports.stream.onStatistics((next) => {
        setStatistics(next);
        if (next.clock !== store.getState().clock) noteClock(store, next.clock);
      }),
    [ports.stream, store],
  );
  useEffect(() => ports.stream.onFaults((faults) => store.setState({ faults })), [ports.stream, store]);
  return <Context.Provider value={statistics}>{children}</Context.Provider>;
}

/** The newest figures; null until the stream worker spoke for the first time. */
export function useStreamStatistics(): StreamStatistics | null {
  return useContext(Context);
}
