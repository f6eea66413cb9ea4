import { useEffect, useRef } from 'react';
import { keepOwnCity } from '../../commands/run-own-city.ts';
import { useApp } from '../app-context.tsx';

/** For as long as the page is open: the city of an earlier visit comes back, and stays what the page listens to. */
export function useOwnCity(): void {
  const app = useApp();
  // The ports are given anew when the map stands; what was begun goes on.
  const first = useRef(app).current;
  useEffect(() => keepOwnCity(first), [first]);
}
