import type { KeyboardEvent, PointerEvent } from 'react';
import { moveRingCorner, removeRingCorner } from '../../commands/draw-ring.ts';
import type { LonLat } from '../../core/models/scenario/superblock-ring.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { usePointerGround } from '../map/use-scene.ts';

/** One press of an arrow key, degrees: about five metres; with Shift ten times as much. */
const KEY_STEP_DEG = 0.00005;
const ARROWS: Readonly<Record<string, LonLat>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The area that is being drawn, on the map: its edges, the next edge to the pointer, and a grip at each corner. */
export function RingOverlay() {
  const ring = useAppState((state) => (state.form === 'model' ? state.draftEdit?.ring : undefined));
  return ring === undefined ? null : <Ring ring={ring} />;
}

function Ring({ ring }: { readonly ring: readonly LonLat[] }) {
  const t = useText();
  const run = useCommand();
  const { scene } = useApp().ports;
  // The corners stand elsewhere in the picture whenever the camera moved.
  useAppState((state) => state.view);
  const pointer = usePointerGround();
  if (scene === null) return null;
  const corners = ring.map(([lon, lat]) => scene.screenOf(lon, lat));
  const seen = corners.filter((corner) => corner !== null);
  const path = seen.map(({ x, y }) => `${x},${y}`).join(' ');
  const last = corners.at(-1);
  const next = pointer === null || !last ? null : scene.screenOf(pointer.lon, pointer.lat);

  const onKey = (index: number) => (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') run(removeRingCorner, index);
    else if (arrow !== undefined) {
      const step = KEY_STEP_DEG * (event.shiftKey ? 10 : 1);
      const [lon, lat] = ring[index]!;
      run(moveRingCorner, index, [lon + arrow[0] * step, lat + arrow[1] * step]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDrag = (index: number) => (event: PointerEvent<HTMLButtonElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const picture = event.currentTarget.parentElement?.getBoundingClientRect();
    const ground = picture && scene.groundAt(event.clientX - picture.left, event.clientY - picture.top);
    if (!ground) return;
    run(moveRingCorner, index, [ground.lon, ground.lat]);
  };
  return (
    <section className="ring-overlay" aria-label={t('ring.overlay')}>
      <svg aria-hidden="true">
        {seen.length > 2 ? <polygon className="ring-area" points={path} /> : null}
        <polyline className="ring-edge" points={path} />
        {last && next ? <line className="ring-next" x1={last.x} y1={last.y} x2={next.x} y2={next.y} /> : null}
      </svg>
      {corners.map((corner, index) =>
        corner === null ? null : (
          <button
            key={index}
            type="button"
            className="ring-corner"
            style={{ left: corner.x, top: corner.y }}
            aria-label={t('ring.corner.move', { number: index + 1 })}
            onKeyDown={onKey(index)}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
            }}
            onPointerMove={onDrag(index)}
          />
        ),
      )}
    </section>
  );
}
