import type { ColourRule } from '../../core/twins/layer-spec.ts';
import { colourScale, histogram } from '../../state/layer-styles.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

const BINS = 40;
const WIDTH = 240;
const HEIGHT = 48;

export interface ValueHistogramProps {
  readonly numbers: Float64Array;
  readonly rule: Extract<ColourRule, { type: 'ramp' }>;
}

/** How the values are spread, in the colours they get; lines where a class ends. */
export function ValueHistogram({ numbers, rule }: ValueHistogramProps) {
  const t = useText();
  const spread = histogram(numbers, BINS);
  if (spread === null) return null;
  const { low, high, counts } = spread;
  const most = Math.max(...counts);
  const width = WIDTH / counts.length;
  const scale = colourScale(rule);
  const span = high - low || 1;
  return (
    <svg
      className="value-histogram"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('style.histogram', { count: numbers.length, values: count(numbers.length) })}
      preserveAspectRatio="none"
    >
      {counts.map((inBin, bin) => {
        const middle = low + ((bin + 0.5) / counts.length) * (high - low);
        const [red, green, blue] = scale(middle) ?? [140, 140, 140];
        const tall = (inBin / most) * (HEIGHT - 2);
        return (
          <rect
            key={bin}
            x={bin * width}
            y={HEIGHT - tall}
            width={Math.max(0.5, width - 0.5)}
            height={tall}
            fill={`rgb(${red} ${green} ${blue})`}
          />
        );
      })}
      {rule.breaks.map((point) => (
        <line
          key={point}
          x1={((point - low) / span) * WIDTH}
          x2={((point - low) / span) * WIDTH}
          y1={0}
          y2={HEIGHT}
          className="value-histogram-break"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
