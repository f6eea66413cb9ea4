import { useEffect } from 'react';
import { moveTour } from '../../commands/set-tour-step.ts';
import { useApp } from '../app-context.tsx';

/** Where a key is text, or moves about in something that is open. */
const TAKES_ALL =
  'input:not([type=range]), textarea, select, [contenteditable], [role=dialog], [role=listbox], [role=menu]';
/** Where space and arrows mean something of their own. */
const TAKES_MOST =
  'button, a, summary, input, [role=button], [role=radio], [role=slider], [role=tab], [tabindex], canvas';

/** Steps on, by the key: a clicker sends the page keys. Null for keys that are none of the tour's. */
function stepOfKey(event: KeyboardEvent): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  const { body } = event.view?.document ?? document;
  const target = event.target as Element | null;
  const isElsewhere = target === null || target === body || !('closest' in target);
  if (!isElsewhere && target.closest(TAKES_ALL) !== null) return null;
  // A clicker has to work after a click on the map or on a button, too.
  if (event.key === 'PageDown') return 1;
  if (event.key === 'PageUp') return -1;
  if (!isElsewhere && target.closest(TAKES_MOST) !== null) return null;
  if (event.key === 'ArrowRight' || event.key === 'ArrowDown' || event.key === ' ') return 1;
  return event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : null;
}

/** Next and back by keyboard and clicker, in the page and, where one is given, in the window of the notes. */
export function useTourKeys(view: Window | null): void {
  const app = useApp();
  useEffect(() => {
    if (view === null) return;
    const onKey = (event: KeyboardEvent) => {
      const by = stepOfKey(event);
      if (by === null || event.repeat) return;
      // Before the map tilts and the clock pauses.
      event.preventDefault();
      event.stopPropagation();
      moveTour(app, by);
    };
    view.addEventListener('keydown', onKey, { capture: true });
    return () => view.removeEventListener('keydown', onKey, { capture: true });
  }, [app, view]);
}
