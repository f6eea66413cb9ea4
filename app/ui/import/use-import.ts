import { useStore } from 'zustand';
import type { ImportState } from '../../state/import-desk.ts';
import { useApp } from '../app-context.tsx';

/** What the dialog looks at, picked from the desk. */
export function useImport<T>(select: (state: ImportState) => T): T {
  return useStore(useApp().imports.store, select);
}
