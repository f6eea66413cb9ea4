import type { KeyboardEvent, PointerEvent } from 'react';
import { insertSketchPoint, moveSketchPoint, removeSketchPoint } from '../../commands/sketch.ts';
import type { LonLat } from '../../core/models/scenario/superblock-ring.ts';
import type { Sketch } from '../../state/sketch.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { usePointerGround } from '../map/use-scene.ts';

/** One press of an arrow key, degrees: about a metre; with Shift ten times as much. */
const KEY_STEP_DEG = 0.00001;
const ARROWS: Readonly<Record<string, LonLat>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The sketch on the map: its edges, the next edge to the pointer, a grip at each place and a smaller one between two. */
export function SketchOverlay() {
  const sketch = useAppState((state) => state.sketch);
  return sketch === null ? null : <Drawn sketch={sketch} />;
}

function Drawn({ sketch: { points, shape } }: { readonly sketch: Sketch }) {
  const t = useText();
  const run = useCommand();
  const { scene } = useApp().ports;
  // The places stand elsewhere in the picture whenever the camera moved.
  useAppState((state) => state.view);
  const pointer = usePointerGround();
  if (scene === null) return null;
  const places = points.map(([lon, lat]) => scene.screenOf(lon, lat));
  const seen = places.filter((place) => place !== null);
  const path = seen.map(({ x, y }) => `${x},${y}`).join(' ');
  const last = places.at(-1);
  const next = pointer === null || !last || shape === 'point' ? null : scene.screenOf(pointer.lon, pointer.lat);
  const isRing = shape === 'area' && points.length > 2;
  const middles = points.flatMap(([lon, lat], index) => {
    const to = points[index + 1] ?? (isRing ? points[0]! : null);
    if (to === null) return [];
    const middle: LonLat = [(lon + to[0]) / 2, (lat + to[1]) / 2];
    const place = scene.screenOf(...middle);
    return place === null ? [] : [{ index: index + 1, middle, place }];
  });

  const onKey = (index: number) => (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') run(removeSketchPoint, index);
    else if (arrow !== undefined) {
      const step = KEY_STEP_DEG * (event.shiftKey ? 10 : 1);
      const [lon, lat] = points[index]!;
      run(moveSketchPoint, index, [lon + arrow[0] * step, lat + arrow[1] * step]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDrag = (index: number) => (event: PointerEvent<HTMLButtonElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const picture = event.currentTarget.parentElement?.getBoundingClientRect();
    const ground = picture && scene.groundAt(event.clientX - picture.left, event.clientY - picture.top);
    if (ground) run(moveSketchPoint, index, [ground.lon, ground.lat]);
  };
  return (
    <section className="ring-overlay" aria-label={t('sketch.overlay')}>
      <svg aria-hidden="true">
        {isRing ? <polygon className="ring-area" points={path} /> : null}
        <polyline className="ring-edge" points={path} />
        {last && next ? <line className="ring-next" x1={last.x} y1={last.y} x2={next.x} y2={next.y} /> : null}
      </svg>
      {middles.map(({ index, middle, place }) => (
        <button
          key={index}
          type="button"
          className="ring-corner sketch-middle"
          style={{ left: place.x, top: place.y }}
          aria-label={t('sketch.insert', { before: index, after: index === points.length ? 1 : index + 1 })}
          onClick={() => run(insertSketchPoint, index, middle)}
        />
      ))}
      {places.map((place, index) =>
        place === null ? null : (
          <button
            key={index}
            type="button"
            className="ring-corner"
            style={{ left: place.x, top: place.y }}
            aria-label={t('sketch.move', { number: index + 1 })}
            onKeyDown={onKey(index)}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={onDrag(index)}
          />
        ),
      )}
    </section>
  );
}
