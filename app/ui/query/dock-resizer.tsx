import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { LOWEST_DOCK_PX, resizeDock } from '../../commands/resize-dock.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useRemPx } from '../use-rem-px.ts';

const KEY_STEP_PX = 24;
/** What is left of the page's height above the dock for bar, map and clock. */
const KEEP_FREE_SHARE = 0.35;

/** Heights that a press without dragging goes through, as shares of the highest. */
const PRESSED_SHARES = [0.5, 1];
/** Less than this is a press, not a drag. */
const STILL_PX = 3;

/** The upper edge of the dock: drag it, press it for half, whole or lowest height, or focus it and use the keys. */
export function DockResizer({ label }: { readonly label: string }) {
  const run = useCommand();
  const height = useAppState((state) => state.dockHeightPx);
  // The height is kept as it is at 16 px a rem; presenter mode shows it larger.
  const scale = useRemPx() / 16;
  const from = useRef<{ y: number; height: number } | null>(null);
  const highest = () => Math.max(LOWEST_DOCK_PX, (window.innerHeight * (1 - KEEP_FREE_SHARE)) / scale);
  const resize = (px: number) => run(resizeDock, Math.min(highest(), px));
  const press = () => {
    const steps = PRESSED_SHARES.map((share) => Math.max(LOWEST_DOCK_PX, Math.round(share * highest())));
    resize(steps.find((step) => step > height + STILL_PX) ?? LOWEST_DOCK_PX);
  };
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
    else if (event.key === 'Enter') press();
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
      onPointerUp={(event) => {
        if (from.current !== null && Math.abs(event.clientY - from.current.y) < STILL_PX) press();
        from.current = null;
      }}
      onKeyDown={onKeyDown}
    />
  );
}
