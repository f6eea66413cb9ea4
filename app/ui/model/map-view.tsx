import { setModelView } from '../../commands/set-model-view.ts';
import { modelLooks } from '../../state/model-looks.ts';
import { hasFacades } from '../../state/own-place.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Segmented } from '../parts/segmented.tsx';

const SHOWS = ['before', 'after', 'change', 'swipe'] as const;
const MEASURES = ['no2', 'lden', 'lnight'] as const;

/** What the map shows of the scenario: before, after, the difference, or both with a line between them. */
export function MapView() {
  const t = useText();
  const run = useCommand();
  const show = useAppState((state) => modelLooks(state).show);
  const measure = useAppState((state) => state.modelView.measure);
  const facades = useAppState(hasFacades);
  const hasChanges = useAppState((state) => {
    const scenario = state.scenarios.find(({ id }) => id === state.scenarioId);
    return scenario !== undefined && scenario.edits.length > 0;
  });
  if (!hasChanges && !facades) return null;
  return (
    <div className="map-view">
      {hasChanges ? (
        <Segmented
          label={t('model.show')}
          value={show}
          options={SHOWS.map((value) => ({ value, label: t(`model.show.${value}`) }))}
          onChange={(value) => run(setModelView, { show: value })}
        />
      ) : null}
      {facades ? (
        <Segmented
          label={t('model.measure')}
          value={measure}
          options={MEASURES.map((value) => ({ value, label: t(`model.measure.${value}`) }))}
          onChange={(value) => run(setModelView, { measure: value })}
        />
      ) : null}
    </div>
  );
}
