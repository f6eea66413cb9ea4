import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { LOWEST_DOCK_PX, resizeDock } from '../../commands/resize-dock.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useRemPx } from '../use-rem-px.ts';

const KEY_STEP_PX = 24;
/** What is left of the page's height above the dock for bar, map and clock. */
const KEEP_FREE_SHARE = 0.35;

/** The upper edge of the dock: drag it, or focus it and use the arrow keys. */
export function DockResizer({ label }: { readonly label: string }) {
  const run = useCommand();
  const height = useAppState((state) => state.dockHeightPx);
  // The height is kept as it is at 16 px a rem; presenter mode shows it larger.
  const scale = useRemPx() / 16;
  const from = useRef<{ y: number; height: number } | null>(null);
  const highest = () => Math.max(LOWEST_DOCK_PX, (window.innerHeight * (1 - KEEP_FREE_SHARE)) / scale);
  const resize = (px: number) => run(resizeDock, Math.min(highest(), px));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { y: event.clientY, height };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (from.current !== null) resize(from.current.height + (from.current.y - event.clientY) / scale);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp') resize(height + KEY_STEP_PX);
    else if (event.key === 'ArrowDown') resize(height - KEY_STEP_PX);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved
    <div
      className="dock-resizer"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuenow={Math.round(height)}
      aria-valuemin={LOWEST_DOCK_PX}
      aria-valuemax={Math.round(highest())}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        from.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
}
