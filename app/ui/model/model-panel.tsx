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
import { FitTab } from './fit-tab.tsx';
import { FitNotice } from './fit-verdict.tsx';
import { MapView } from './map-view.tsx';
import { OwnStreetsBar } from './own-streets-bar.tsx';
import { OwnStreetsTab } from './own-streets-tab.tsx';
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
  const isShipped = useAppState((state) => state.ownPlace.spec === null);
  return (
    <Sheet title={t('model.title')} className="panel wide model-panel" onClose={() => run(openPlace, null)}>
      <OwnStreetsBar />
      <ScenarioBar scenario={scenario} />
      <RunState />
      {tab === 'fit' ? null : <FitNotice />}
      <MapView />
      <div className="model-tabs">
        <Segmented
          label={t('model.tabs')}
          value={tab}
          options={MODEL_TABS.filter((value) => isShipped || value !== 'fit').map((value) => ({
            value,
            label: t(`model.tab.${value}`),
          }))}
          onChange={(next) => run(openModelTab, next)}
        />
      </div>
      {tab === 'changes' ? <ChangesTab scenario={scenario} /> : null}
      {tab === 'results' ? <ResultsTab scenario={scenario} /> : null}
      {tab === 'sure' ? <SureTab scenario={scenario} /> : null}
      {tab === 'fit' ? <FitTab /> : null}
      {tab === 'compare' ? <CompareTab /> : null}
      {tab === 'place' ? <PlaceTab /> : null}
      {tab === 'behind' ? <BehindTab /> : null}
      {tab === 'own' ? <OwnStreetsTab /> : null}
    </Sheet>
  );
}
