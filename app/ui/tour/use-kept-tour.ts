import { useEffect, useRef } from 'react';
import { startTour } from '../../commands/start-tour.ts';
import { readKeptTour, TOUR_KEY } from '../../state/tour.ts';
import { useApp } from '../app-context.tsx';

/** A tour goes on after a reload of the page; whoever opens it anew begins where they left their own view. */
export function useKeptTour(): void {
  const app = useApp();
  const looked = useRef(false);
  useEffect(() => {
    if (looked.current) return;
    looked.current = true;
    const kept = readKeptTour(app.ports.settings.get(TOUR_KEY));
    const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if (kept !== null && opened?.type === 'reload') startTour(app, kept.name, kept);
  }, [app]);
}
