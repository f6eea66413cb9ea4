import { createContext, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { AppContext } from '../commands/app-context.ts';
import type { ChangeRecord } from '../commands/change-record.ts';
import type { AppState } from '../state/app-state.ts';

const Context = createContext<AppContext | null>(null);

export const AppContextProvider = Context.Provider;

export function useApp(): AppContext {
  const app = useContext(Context);
  if (app === null) throw new Error('useApp needs an AppContextProvider above it');
  return app;
}

export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().store, select);
}

/** Runs a command and keeps its way back. */
export function useCommand(): <Arguments extends readonly unknown[]>(
  command: (app: AppContext, ...rest: Arguments) => ChangeRecord,
  ...rest: Arguments
) => void {
  const app = useApp();
  return (command, ...rest) => app.history.record(command(app, ...rest));
}

/** Wall time, looked at again every `everyMs` while the page is visible. */
export function useWallTime(everyMs: number): number {
  const { clock } = useApp().ports;
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setNow(clock.now());
    }, everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
