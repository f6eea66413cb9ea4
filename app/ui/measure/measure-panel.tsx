import { Button } from 'react-aria-components';
import { openSketch } from '../../commands/sketch.ts';
import { measureSketch, type Sketch, type SketchShape } from '../../state/sketch.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { quantity } from '../format/numbers.ts';
import { type Translate, useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Segmented } from '../parts/segmented.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { PlaceField } from './place-field.tsx';

const SHAPES = ['line', 'area'] as const satisfies readonly SketchShape[];

/** What is measured on the map: a way by its places, or an area by its corners. */
export function MeasurePanel() {
  const sketch = useAppState((state) => state.sketch);
  return sketch === null || sketch.layerId !== null ? null : <Measuring sketch={sketch} />;
}

function Measuring({ sketch }: { readonly sketch: Sketch }) {
  const t = useText();
  const run = useCommand();
  const { shape, points } = sketch;
  const { lengthM, areaM2, legsM, isCrossed } = measureSketch(sketch);
  return (
    <Sheet title={t('measure.title')} className="measure-panel" onClose={() => run(openSketch, null)}>
      <Segmented
        label={t('measure.what')}
        value={shape}
        options={SHAPES.map((value) => ({ value, label: t(`measure.${value}`) }))}
        onChange={(next) => run(openSketch, { ...sketch, shape: next })}
      />
      <p className="small muted">{t(`measure.how.${shape === 'area' ? 'area' : 'line'}`)}</p>
      <div role="status" className="measure-result">
        {shape === 'area' && areaM2 !== null ? <p className="measure-figure number">{areaWords(areaM2)}</p> : null}
        {legsM.length > 0 ? (
          <p className={shape === 'line' ? 'measure-figure number' : 'number'}>
            {shape === 'area' && areaM2 !== null
              ? t('measure.around', { length: lengthWords(lengthM) })
              : lengthWords(lengthM)}
          </p>
        ) : null}
        {isCrossed ? <Note tone="warning">{t('measure.crossed')}</Note> : null}
        {legsM.length > 1 ? <p className="small muted number">{legsWords(legsM, t)}</p> : null}
      </div>
      <p className="small muted">{t('measure.basis')}</p>
      <PlaceField />
      <div className="draft-actions">
        <Button
          className="button small quiet"
          isDisabled={points.length === 0}
          onPress={() => run(openSketch, { ...sketch, points: [] })}
        >
          {t('measure.clear')}
        </Button>
      </div>
    </Sheet>
  );
}

/** `412.3 m`, `3.412 km` */
function lengthWords(metres: number): string {
  return metres < 1_000 ? `${quantity(Number(metres.toFixed(1)))}\u00a0m` : `${quantity(metres / 1_000)}\u00a0km`;
}

/** `412 m²`, `3.412 ha`, `2.1 km²` */
function areaWords(squareMetres: number): string {
  if (squareMetres < 10_000) return `${quantity(Number(squareMetres.toFixed(1)))}\u00a0m²`;
  const hectares = `${quantity(squareMetres / 10_000)}\u00a0ha`;
  return squareMetres < 1_000_000 ? hectares : `${quantity(squareMetres / 1_000_000)}\u00a0km² (${hectares})`;
}

const MOST_LEGS = 8;

function legsWords(legsM: readonly number[], t: Translate): string {
  const legs = legsM.slice(-MOST_LEGS).map(lengthWords).join(' + ');
  return legsM.length > MOST_LEGS ? t('measure.last-legs', { legs }) : legs;
}
