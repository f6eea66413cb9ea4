import { useAppState } from './app-context.tsx';

/** Pixels per rem: for the few places that must compute with lengths, such as virtual rows. */
export function useRemPx(): number {
  return useAppState((state) => state.presenter) ? 24 : 16;
}
