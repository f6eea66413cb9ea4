import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { LayerSpec } from '../../core/twins/layer-spec.ts';
import { chosenExplored } from '../../state/chosen-scenario.ts';
import {
  explainedLayers,
  isSplit,
  layerOfPart,
  legendOf,
  legendSize,
  unpaintedEntry,
} from '../../state/drawn-layers.ts';
import { LESSON_LAYER, lessonLayers } from '../../state/lessons.ts';
import { modelLooks } from '../../state/model-looks.ts';
import { effectiveTheme } from '../../state/theme.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { ColourChoice } from '../data/colour-choice.tsx';
import { shortTime } from '../format/times.ts';
import { shownUnit } from '../format/units.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { FitNotice } from '../model/fit-verdict.tsx';
import { KindBadge } from '../parts/kind-badge.tsx';
import { LegendKey } from './legend-key.tsx';
import { LegendMarks } from './legend-marks.tsx';
import { LegendSizes } from './legend-sizes.tsx';
import { LegendUnpainted } from './legend-unpainted.tsx';

/** Lower left of the map, whenever something is coloured by data. It is the colour rule; a press changes it. */
export function Legend() {
  const t = useText();
  const cityLayers = useAppState((state) => state.layers);
  const place = useAppState((state) => state.place);
  const lesson = useAppState((state) => state.lesson);
  const layers = lessonLayers({ layers: cityLayers, place, lesson });
  const form = useAppState((state) => state.form);
  const comparison = useAppState((state) => state.comparison);
  const modelView = useAppState((state) => state.modelView);
  const scenarios = useAppState((state) => state.scenarios);
  const scenarioId = useAppState((state) => state.scenarioId);
  const draftEdit = useAppState((state) => state.draftEdit);
  const streetTrips = useAppState((state) => state.streetTrips);
  const scenarioRun = useAppState((state) => state.scenarioRun);
  const calculated = useAppState((state) => state.calculated);
  const ownPlace = useAppState((state) => state.ownPlace);
  const isSignAsked = useAppState((state) => chosenExplored(state) !== null);
  const model = modelLooks({
    modelView,
    scenarios,
    scenarioId,
    draftEdit,
    streetTrips,
    scenarioRun,
    calculated,
    ownPlace,
  });
  // Before and after are on one scale: it is explained once.
  const coloured = explainedLayers({ layers, form, comparison, model }).filter(
    (layer) => (form !== 'model' || layer.side !== 'right') && !isLessonPart(layer.id),
  );
  if (coloured.length === 0) return null;
  return (
    <aside className="legend sheet scroll" aria-label={t('legend.title')}>
      {form === 'model' && isSplit({ form, comparison, model }) ? (
        <p className="legend-swipe small muted">{t('legend.swipe')}</p>
      ) : null}
      {coloured.map((layer) => (
        <LegendEntry key={`${layer.id} ${layer.side}`} layer={layer} isSignAsked={isSignAsked} />
      ))}
      {form === 'model' ? <FitNotice /> : null}
    </aside>
  );
}

/** The parts of what an exercise shows are on one scale as well. */
const isLessonPart = (id: string) => id !== LESSON_LAYER && layerOfPart(id) === LESSON_LAYER;

interface LegendEntryProps {
  readonly layer: LayerSpec;
  /** Whether draws said how sure the sign of each difference is. */
  readonly isSignAsked: boolean;
}

function LegendEntry({ layer, isSignAsked }: LegendEntryProps) {
  const t = useText();
  const { timeZone, dataset } = useApp().ports;
  const theme = useAppState(effectiveTheme);
  const newestMs = useAppState((state) => state.layerValues[layer.id]?.newestMs ?? null);
  const valued = useAppState((state) => state.layerValues[layer.id]?.features ?? 0);
  // A scale that every feature of the table is on needs no word for those that are not.
  const file = dataset?.files.find(({ table }) => table === layer.table);
  const all = file?.role === 'layer' ? file.features : undefined;
  const complete = (layer.colour.type === 'ramp' || layer.kind === 'static') && valued >= (all ?? Infinity);
  const plainTone = unpaintedEntry(layer, theme);
  const unpainted = complete ? null : plainTone;
  const comparing = layer.side !== 'both';
  // What the Model form paints is not a choice of the layer's.
  const modelled = layer.colour.type !== 'plain' && layer.colour.attribute.startsWith('model_');
  const legend = legendOf(layer.colour);
  const sizes = legendSize(layer);
  const unit = layer.colour.type === 'ramp' ? shownUnit(layer.colour.unit, layer.colour.attribute) : '';
  const body = (
    <>
      {legend === null || layer.colour.type === 'plain' ? null : (
        <>
          <span className="legend-title">
            <strong className="ellipsis">{attributeName(layer.colour.attribute, t)}</strong>
            <span className="legend-unit">{unit}</span>
          </span>
          <LegendKey legend={legend} base={plainTone?.colour ?? 'transparent'} />
          {legend.type !== 'ramp' || legend.unsure === null ? null : isSignAsked ? (
            <LegendUnpainted entry={legend.unsure} hatched />
          ) : (
            <span className="legend-swipe small muted">{t('legend.unsure.not-asked')}</span>
          )}
          {unpainted === null ? null : <LegendUnpainted entry={unpainted} />}
        </>
      )}
      {sizes === null ? null : <LegendSizes sizes={sizes} />}
      <span className="legend-side">
        <span className="ellipsis">
          {comparing && !modelled ? `${t(layer.side === 'left' ? 'legend.left' : 'legend.right')} · ` : ''}
          {t.named(layer.title)}
        </span>
        <KindBadge kind={layer.kind} />
        <span className="legend-time">{newestMs === null ? '' : shortTime(newestMs, timeZone)}</span>
      </span>
    </>
  );
  if (modelled && legend !== null) {
    return (
      <div className="legend-entry">
        {body}
        <LegendMarks legend={legend} />
      </div>
    );
  }
  if (comparing || layer.id === LESSON_LAYER) return <div className="legend-entry">{body}</div>;
  return (
    <div className="legend-entry">
      <DialogTrigger>
        <Button className="legend-button">
          {body}
          <span className="visually-hidden">{t('legend.change', { name: t.named(layer.title) })}</span>
        </Button>
        <Popover className="popover" placement="top start" offset={8}>
          <Dialog className="save-query" aria-label={t('legend.change', { name: t.named(layer.title) })}>
            <ColourChoice layer={layer} />
            {legend === null ? null : <LegendMarks legend={legend} />}
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  );
}
