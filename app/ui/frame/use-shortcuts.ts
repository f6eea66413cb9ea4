import { useEffect } from 'react';
import { cancelDraft } from '../../commands/cancel-draft.ts';
import { describeMap } from '../../commands/describe-map.ts';
import { openPlace } from '../../commands/open-place.ts';
import { pickFeature } from '../../commands/pick-feature.ts';
import { redoChange } from '../../commands/redo-change.ts';
import { requestClock } from '../../commands/request-clock.ts';
import { setPresenter } from '../../commands/set-presenter.ts';
import { openSketch } from '../../commands/sketch.ts';
import { switchForm } from '../../commands/switch-form.ts';
import { toggleShadows } from '../../commands/toggle-shadows.ts';
import { undoChange } from '../../commands/undo-change.ts';
import type { Place } from '../../state/app-state.ts';
import { useApp, useCommand } from '../app-context.tsx';

const PLACE_OF_KEY: Readonly<Record<string, Place>> = { d: 'data', s: 'stream', w: 'model', '/': 'query', l: 'learn' };

/** True where a key belongs to what has the focus: a field, an editor, an open list or dialog, a button for space. */
function belongsToFocus(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (target === null) return false;
  const isRange = target instanceof HTMLInputElement && target.type === 'range';
  if (isRange) return /^(Arrow|Page|Home|End| )/.test(event.key);
  if (target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=listbox], [role=menu]'))
    return true;
  return event.key === ' ' && target.closest('button, [role=button], summary, a') !== null;
}

/** The keys of the help page. They never take a key from a field, an editor or a dialog. */
export function useShortcuts(): void {
  const app = useApp();
  const run = useCommand();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || belongsToFocus(event)) return;
      const key = event.key.toLowerCase();
      const state = app.store.getState();
      if (event.ctrlKey || event.metaKey) {
        if (key !== 'z') return;
        if (event.shiftKey) redoChange(app);
        else undoChange(app);
      } else if (key === '1') run(switchForm, '3d');
      else if (key === '2') run(switchForm, 'layers');
      else if (key === '3') run(switchForm, 'model');
      else if (key in PLACE_OF_KEY) {
        const place = PLACE_OF_KEY[key]!;
        run(openPlace, state.place === place ? null : place);
      } else if (key === ' ') {
        if (!app.ports.stream.mayRequestClock || state.clock === null) return;
        run(requestClock, { type: state.clock.paused ? 'resume' : 'pause' });
      } else if (key === 'h') run(toggleShadows, !state.shadows);
      else if (key === 'p') run(setPresenter, !state.presenter);
      else if (key === 'm') run(describeMap, !state.mapDescribed);
      else if (key === 'escape' && state.sketch !== null) run(openSketch, null);
      else if (key === 'escape' && state.draftEdit !== null) run(cancelDraft);
      else if (key === 'escape' && state.selected !== null) run(pickFeature, null);
      else if (key === 'escape' && state.mapDescribed) run(describeMap, false);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [app, run]);
}
