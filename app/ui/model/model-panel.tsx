import { openModelTab } from '../../commands/open-model-tab.ts';
import { openPlace } from '../../commands/open-place.ts';
import { chosenScenario } from '../../state/chosen-scenario.ts';
import { MODEL_TABS } from '../../state/model-state.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Segmented } from '../parts/segmented.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { BehindTab } from './behind-tab.tsx';
import { ChangesTab } from './changes-tab.tsx';
import { CompareTab } from './compare-tab.tsx';
import { MapView } from './map-view.tsx';
import { PlaceTab } from './place-tab.tsx';
import { ResultsTab } from './results-tab.tsx';
import { RunState } from './run-state.tsx';
import { ScenarioBar } from './scenario-bar.tsx';
import { SureTab } from './sure-tab.tsx';

/** The sheet of the Model form: a scenario, what it changes, what comes of it, and how sure that is. */
export function ModelPanel() {
  const t = useText();
  const run = useCommand();
  const tab = useAppState((state) => state.modelTab);
  const scenario = useAppState(chosenScenario);
  return (
    <Sheet title={t('model.title')} className="panel wide model-panel" onClose={() => run(openPlace, null)}>
      <ScenarioBar scenario={scenario} />
      <RunState />
      <MapView />
      <div className="model-tabs">
        <Segmented
          label={t('model.tabs')}
          value={tab}
          options={MODEL_TABS.map((value) => ({ value, label: t(`model.tab.${value}`) }))}
          onChange={(next) => run(openModelTab, next)}
        />
      </div>
      {tab === 'changes' ? <ChangesTab scenario={scenario} /> : null}
      {tab === 'results' ? <ResultsTab scenario={scenario} /> : null}
      {tab === 'sure' ? <SureTab scenario={scenario} /> : null}
      {tab === 'compare' ? <CompareTab /> : null}
      {tab === 'place' ? <PlaceTab /> : null}
      {tab === 'behind' ? <BehindTab /> : null}
    </Sheet>
  );
}
