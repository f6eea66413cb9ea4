import type { TornadoBar } from '../../core/models/uncertainty/tornado.ts';
import { signedFigure } from '../format/changes.ts';
import { useText } from '../i18n/text.ts';

/** Which unknown moves the result most: a bar each from the middle, the longest first. */
export function TornadoBars({ bars }: { readonly bars: readonly TornadoBar[] }) {
  const t = useText();
  return (
    <ul className="tornado">
      {bars.map(({ parameter, rankCorrelation }) => {
        const half = Math.abs(rankCorrelation) * 50;
        return (
          <li key={parameter}>
            <span>{t.named(`tornado.${parameter}`)}</span>
            <span className="number">{signedFigure(rankCorrelation)}</span>
            <span className="tornado-track" aria-hidden="true">
              <span
                className="tornado-bar"
                style={{ width: `${half}%`, left: `${rankCorrelation < 0 ? 50 - half : 50}%` }}
              />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
