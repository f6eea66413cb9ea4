/** A person's hands on the map: mouse, touch and keys, as what they mean. */
import { type Cartesian2, ScreenSpaceEventHandler, ScreenSpaceEventType } from 'cesium';
import type { NavigationStep } from '../../core/twins/scene-renderer.ts';
import { stepOfKey } from './camera-rig.ts';

export interface InputListener {
  onClick(place: Cartesian2): void;
  /** At most once a frame; null when the pointer left the map. */
  onPointer(place: Cartesian2 | null): void;
  /** The map was taken hold of: whatever moved it by itself should stop. */
  onGrab(): void;
  onStep(step: NavigationStep): void;
}

const GRABS = [
  ScreenSpaceEventType.LEFT_DOWN,
  ScreenSpaceEventType.RIGHT_DOWN,
  ScreenSpaceEventType.MIDDLE_DOWN,
  ScreenSpaceEventType.PINCH_START,
  ScreenSpaceEventType.WHEEL,
];

/** Returns the function that ends listening. */
export function listenToInput(canvas: HTMLCanvasElement, listener: InputListener): () => void {
  const handler = new ScreenSpaceEventHandler(canvas);
  const leave = new AbortController();
  let pointer: Cartesian2 | null = null;
  let frame = 0;
  const tellPointer = () => {
    frame = 0;
    listener.onPointer(pointer);
  };
  handler.setInputAction((event: ScreenSpaceEventHandler.PositionedEvent) => {
    listener.onClick(event.position);
  }, ScreenSpaceEventType.LEFT_CLICK);
  handler.setInputAction((event: ScreenSpaceEventHandler.MotionEvent) => {
    pointer = event.endPosition.clone(pointer ?? undefined);
    if (frame === 0) frame = requestAnimationFrame(tellPointer);
  }, ScreenSpaceEventType.MOUSE_MOVE);
  for (const type of GRABS) handler.setInputAction(() => listener.onGrab(), type);

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOfKey(event.key, event.shiftKey);
    if (step === null) return;
    event.preventDefault();
    listener.onStep(step);
  };
  const onLeave = () => {
    pointer = null;
    if (frame === 0) frame = requestAnimationFrame(tellPointer);
  };
  canvas.addEventListener('keydown', onKey, { signal: leave.signal });
  canvas.addEventListener('pointerleave', onLeave, { signal: leave.signal });
  return () => {
    leave.abort();
    cancelAnimationFrame(frame);
    handler.destroy();
  };
}
