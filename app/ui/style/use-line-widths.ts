import { useEffect } from 'react';
import { keepLineWidths } from '../../commands/keep-line-widths.ts';
import { useApp } from '../app-context.tsx';

/** Lines are as wide on the map as their layers say. */
export function useLineWidths(): void {
  const app = useApp();
  useEffect(() => keepLineWidths(app), [app]);
}
