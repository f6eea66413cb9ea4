import { useApp, useAppState } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

const WIDEST_PX = 110;
const ROUND_LENGTHS = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** A round length in metres and how wide it is drawn; null where the scale is not known. */
export function scaleOf(metresPerPixel: number | null, widestPx: number): { metres: number; px: number } | null {
  if (metresPerPixel === null || !(metresPerPixel > 0)) return null;
  const metres = ROUND_LENGTHS.filter((length) => length / metresPerPixel <= widestPx).at(-1);
  return metres === undefined ? null : { metres, px: metres / metresPerPixel };
}

/** Holds for the middle of the view: a tilted camera has another scale in front and behind. */
export function ScaleBar() {
  const t = useText();
  const { scene } = useApp().ports;
  useAppState((state) => state.view);
  const scale = scaleOf(scene?.metresPerPixel() ?? null, WIDEST_PX);
  if (scale === null) return null;
  const text = scale.metres < 1000 ? `${count(scale.metres)} m` : `${count(scale.metres / 1000)} km`;
  return (
    <div className="scale-bar" role="img" aria-label={t('map.scale', { length: text })} title={t('map.scale.note')}>
      <span>{text}</span>
      <span className="scale-line" style={{ width: `${scale.px}px` }} />
    </div>
  );
}
