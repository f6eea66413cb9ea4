import { pickFeature } from '../../commands/pick-feature.ts';
import { readFeature } from '../../commands/read-feature.ts';
import type { FeatureRef } from '../../state/app-state.ts';
import { LESSON_LAYER } from '../../state/lessons.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { FeatureActions } from '../draw/feature-actions.tsx';
import { SensorFaults } from '../faults/sensor-faults.tsx';
import { useText } from '../i18n/text.ts';
import { PickedInExercise } from '../learn/picked-in-exercise.tsx';
import { ModelledHere } from '../model/modelled-here.tsx';
import { KindBadge } from '../parts/kind-badge.tsx';
import { Note } from '../parts/note.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useReading } from '../use-reading.ts';
import { AttributeList } from './attribute-list.tsx';
import { featureTitle } from './feature-title.ts';
import { LiveValues } from './live-values.tsx';
import { NearbySensors } from './nearby-sensors.tsx';

/** What was picked: its name, what it is, what is measured there now, and what the tables say. Nothing picked: nothing. */
export function Inspector() {
  const selected = useAppState((state) => state.selected);
  if (selected === null) return null;
  const key = `${selected.layerId} ${selected.featureId}`;
  if (selected.layerId === LESSON_LAYER) return <PickedInExercise featureId={selected.featureId} key={key} />;
  return <Picked feature={selected} key={key} />;
}

function Picked({ feature }: { readonly feature: FeatureRef }) {
  const t = useText();
  const run = useCommand();
  const layer = useAppState((state) => state.layers.find(({ id }) => id === feature.layerId) ?? null);
  const table = layer?.table ?? feature.layerId;
  const reading = useReading(`feature ${table} ${feature.featureId}`, [table], 2000, (database) =>
    readFeature(database, table, feature.featureId),
  );
  const attributes = reading.value ?? [];
  const title = featureTitle(table, feature.featureId, attributes, t);
  const isSensor = table === 'sensors';
  const ownKind = layer?.kind === 'imported' ? 'imported' : 'static';
  const isModel = useAppState((state) => state.form === 'model');
  return (
    <Sheet
      title={title}
      className="inspector"
      overline={
        <>
          <span>{t.named(`thing.${table}`) === `thing.${table}` ? table : t.named(`thing.${table}`)}</span>
          <KindBadge kind={isSensor ? 'live' : table.startsWith('result_') ? 'derived' : ownKind} />
        </>
      }
      onClose={() => run(pickFeature, null)}
    >
      {layer === null ? null : <FeatureActions layer={layer} featureId={feature.featureId} />}
      {isSensor ? <SensorFaults sensorId={feature.featureId} /> : null}
      {isModel && (table === 'streets' || table === 'own_streets' || table === 'buildings') ? (
        <ModelledHere table={table} featureId={feature.featureId} />
      ) : null}
      {isSensor ? <LiveValues sensorId={feature.featureId} /> : null}
      {reading.status === 'failed' ? (
        <Note tone="error" detail={reading.detail}>
          {t('inspector.failed', { table })}
        </Note>
      ) : null}
      {reading.status === 'ready' && reading.value === null ? (
        <Note tone="warning">{t('inspector.gone', { id: feature.featureId, table })}</Note>
      ) : null}
      {reading.value === null && reading.status === 'loading' ? (
        <div className="skeleton-stack" aria-busy="true">
          <span className="skeleton" />
          <span className="skeleton" />
          <span className="skeleton" />
        </div>
      ) : null}
      {attributes.length > 0 ? (
        <AttributeList attributes={attributes} featureId={feature.featureId} table={table} />
      ) : null}
      {isSensor ? null : <NearbySensors table={table} featureId={feature.featureId} />}
    </Sheet>
  );
}
