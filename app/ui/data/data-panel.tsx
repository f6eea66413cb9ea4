import { openPlace } from '../../commands/open-place.ts';
import { layersTopDown } from '../../state/layer-order.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { CatalogueSection } from '../catalogue/catalogue-section.tsx';
import { DrawSection } from '../draw/draw-section.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { ImportSection } from '../import/import-section.tsx';
import { Section } from '../parts/section.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { RemoteSection } from '../remote/remote-section.tsx';
import { StorageSection } from '../storage/storage-section.tsx';
import { ComparePanel } from './compare-panel.tsx';
import { DatasetCardView } from './dataset-card.tsx';
import { LayerRow } from './layer-row.tsx';
import { RecordList } from './record-list.tsx';

/** What is on the model: the layers, how they are coloured, and where the data comes from. */
export function DataPanel() {
  const t = useText();
  const run = useCommand();
  const { dataset } = useApp().ports;
  const layers = useAppState((state) => state.layers);
  const form = useAppState((state) => state.form);
  return (
    <Sheet title={t('data.title')} className="panel" onClose={() => run(openPlace, null)}>
      <Section
        title={t('data.layers')}
        aside={t('data.layers.aside', { count: layers.length, layers: count(layers.length) })}
      >
        {layers.length === 0 ? (
          <div className="skeleton-stack" aria-busy="true">
            <span className="skeleton" />
            <span className="skeleton" />
            <span className="skeleton" />
          </div>
        ) : (
          <ul className="layer-list">
            {layersTopDown(layers).map((layer, index, all) => (
              <LayerRow key={layer.id} layer={layer} first={index === 0} last={index === all.length - 1} />
            ))}
          </ul>
        )}
      </Section>
      <ImportSection />
      <RemoteSection />
      <DrawSection />
      <CatalogueSection />
      {form === 'layers' ? <ComparePanel /> : null}
      {dataset === null ? null : <RecordList dataset={dataset} />}
      <Section title={t('data.source')}>
        {dataset === null ? <span className="skeleton" /> : <DatasetCardView dataset={dataset} />}
      </Section>
      <StorageSection />
    </Sheet>
  );
}
