import { GripVertical } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { setSplit } from '../../commands/compare-attributes.ts';
import { isSplit } from '../../state/drawn-layers.ts';
import { modelLooks } from '../../state/model-looks.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

/** Less than this is a press, not a drag. */
const STILL_PX = 3;
const PRESS_STEP = 0.1;
const KEY_STEP = 0.02;
const KEEP_OFF_PX = 24;

export interface SplitHandleProps {
  /** The part of the map that no sheet covers; the handle stays inside it. */
  readonly freeArea: RefObject<HTMLElement | null>;
}

/** The line between two attributes: drag it, or focus it and use the arrow keys. */
export function SplitHandle({ freeArea }: SplitHandleProps) {
  const t = useText();
  const run = useCommand();
  const { store } = useApp();
  const line = useRef<HTMLElement>(null);
  const pressedAt = useRef(0);
  const comparing = useAppState((state) => isSplit({ ...state, model: modelLooks(state) }));
  const modelled = useAppState((state) => state.form === 'model');
  const title = modelled ? t('model.swipe') : t('compare.title');
  const split = useAppState((state) => state.split);
  // The line begins in the middle of what no sheet covers, and keeps out from under one that opens.
  useLayoutEffect(() => {
    if (!comparing) return;
    const area = freeArea.current;
    const whole = line.current?.parentElement?.getBoundingClientRect();
    if (area === null || whole === undefined || whole.width === 0) return;
    let first = true;
    const observer = new ResizeObserver(() => {
      const free = area.getBoundingClientRect();
      const at = whole.left + store.getState().split * whole.width;
      if (!first && at > free.left + KEEP_OFF_PX && at < free.right - KEEP_OFF_PX) return;
      first = false;
      run(setSplit, ((free.left + free.right) / 2 - whole.left) / whole.width);
    });
    observer.observe(area);
    return () => observer.disconnect();
    // `run` is made anew at each render and does the same
  }, [comparing, freeArea, store]);
  if (!comparing) return null;

  /** Within what is to be seen, as a share of the whole map's width. */
  const move = (share: number) => {
    const whole = line.current?.parentElement?.getBoundingClientRect();
    const free = freeArea.current?.getBoundingClientRect();
    if (whole === undefined || free === undefined || whole.width === 0) return;
    const lowest = (free.left - whole.left + KEEP_OFF_PX) / whole.width;
    const highest = (free.right - whole.left - KEEP_OFF_PX) / whole.width;
    run(setSplit, Math.min(highest, Math.max(lowest, share)));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const whole = line.current?.parentElement?.getBoundingClientRect();
    if (whole !== undefined) move((event.clientX - whole.left) / whole.width);
  };
  // A press without dragging: on the grip's left half the line goes left, on its right half right.
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    if (Math.abs(event.clientX - pressedAt.current) >= STILL_PX) return;
    const grip = event.currentTarget.getBoundingClientRect();
    move(split + (event.clientX < grip.left + grip.width / 2 ? -1 : 1) * PRESS_STEP);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP, PageUp: 5 * KEY_STEP, PageDown: -5 * KEY_STEP }[
      event.key
    ];
    if (step !== undefined) move(split + step);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(1);
    else return;
    event.preventDefault();
  };
  return (
    <section ref={line} className="split-line" aria-label={title} style={{ left: `${split * 100}%` }}>
      <div
        className="split-grip"
        role="slider"
        tabIndex={0}
        aria-label={modelled ? t('model.swipe.handle') : t('compare.handle')}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(split * 100)}
        aria-valuetext={t('compare.handle.value', { percent: Math.round(split * 100) })}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          pressedAt.current = event.clientX;
        }}
        onPointerUp={onPointerUp}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
      >
        <GripVertical className="icon" aria-hidden="true" />
      </div>
    </section>
  );
}
