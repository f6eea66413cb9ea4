import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { describeMap, groundInMiddle, type MapDescription, readMapDescription } from '../../commands/describe-map.ts';
import { pickOnMap } from '../../commands/pick-on-map.ts';
import { readFeature } from '../../commands/read-feature.ts';
import type { FeatureRef } from '../../state/app-state.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { AttributeList } from '../inspector/attribute-list.tsx';
import { featureTitle } from '../inspector/feature-title.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useReading } from '../use-reading.ts';
import { MapDescriptionRows } from './map-description-rows.tsx';
import { layerSentences, layerWords, sceneWords } from './map-description-words.ts';

export interface MapDescriptionProps {
  /** The part of the picture that no sheet covers. */
  readonly freeArea: RefObject<HTMLElement | null>;
}

/** The map in words and rows, for whoever does not see it or has no mouse; written when asked for, and again when asked. */
export function MapDescriptionSheet(props: MapDescriptionProps) {
  const isDescribed = useAppState((state) => state.mapDescribed);
  return isDescribed ? <Described {...props} /> : null;
}

type Reading =
  | { readonly status: 'waiting' | 'no-picture' }
  | { readonly status: 'failed'; readonly detail: string }
  | { readonly status: 'ready'; readonly description: MapDescription };

function Described({ freeArea }: MapDescriptionProps) {
  const t = useText();
  const run = useCommand();
  const app = useApp();
  const { timeZone } = app.ports;
  const heading = useRef<HTMLParagraphElement>(null);
  const [reading, setReading] = useState<Reading>({ status: 'waiting' });
  const [seen, setSeen] = useState<unknown>(null);
  const picture = useAppState((state) => state.view);
  const form = useAppState((state) => state.form);
  const layers = useAppState((state) => state.layers);

  const describe = useCallback(() => {
    const box = freeArea.current?.getBoundingClientRect() ?? document.documentElement.getBoundingClientRect();
    const page = { widthPx: window.innerWidth, heightPx: window.innerHeight };
    const state = app.store.getState();
    setSeen([state.view, state.form, state.layers]);
    readMapDescription(app, box, page).then(
      (description) => setReading(description === null ? { status: 'no-picture' } : { status: 'ready', description }),
      (error: unknown) => setReading({ status: 'failed', detail: String(error) }),
    );
  }, [app, freeArea]);
  useEffect(describe, [describe]);
  // Whoever opened it reads on from here.
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement) before.focus();
    };
  }, []);

  const described = reading.status === 'ready' ? reading.description : null;
  const now = [picture, form, layers];
  const hasMoved = Array.isArray(seen) && now.some((part, index) => part !== seen[index]);
  const features = described?.layers.reduce((sum, layer) => sum + (layer.features ?? 0), 0) ?? 0;
  return (
    <Sheet title={t('describe.title')} className="map-description" onClose={() => run(describeMap, false)}>
      <div className="described-head">
        {/* What changed is said once it was asked for, and only then. */}
        <p ref={heading} tabIndex={-1} role="status" className="small">
          {reading.status === 'waiting' ? t('describe.waiting') : null}
          {reading.status === 'no-picture' ? t('describe.no-picture') : null}
          {described === null
            ? null
            : t('describe.done', { count: described.layers.length, features: count(features) })}
        </p>
        <Button className="button small" onPress={describe}>
          {t('describe.again')}
        </Button>
      </div>
      {hasMoved ? <p className="small muted">{t('describe.moved')}</p> : null}
      {reading.status === 'failed' ? (
        <Note tone="error" detail={reading.detail}>
          {t('describe.failed')}
        </Note>
      ) : null}
      {described === null ? null : (
        <>
          <p className="described-scene">{sceneWords(described, timeZone, t).join(' ')}</p>
          <PutPlace freeArea={freeArea} />
          <Section title={t('describe.layers')}>
            {described.layers.length === 0 ? <p className="small muted">{t('describe.layers.none')}</p> : null}
            <ul className="described-layers">
              {described.layers.map((layer) => (
                <li key={layer.spec.id}>
                  <strong>{layerWords(layer, t)}</strong>{' '}
                  <span className="muted">({t(`kind-of-layer.${layer.spec.kind}`)})</span>:{' '}
                  {layerSentences(layer, t).join(' ')}
                </li>
              ))}
            </ul>
          </Section>
          <MapDescriptionRows description={described} />
          {/* Last, so that the rows stay where they are when one is picked. */}
          <Picked />
        </>
      )}
    </Sheet>
  );
}

/** While a click on the map would be a corner or a place, the keyboard puts one too. */
function PutPlace({ freeArea }: MapDescriptionProps) {
  const t = useText();
  const run = useCommand();
  const app = useApp();
  const isAsked = useAppState(
    ({ sketch, ownPlace, draftEdit }) =>
      sketch !== null || ownPlace.corners !== null || draftEdit?.ring !== undefined || draftEdit?.kind === 'superblock',
  );
  if (!isAsked) return null;
  return (
    <div className="described-put">
      <Button
        className="button small"
        onPress={() => {
          const box = freeArea.current?.getBoundingClientRect();
          if (box !== undefined) run(pickOnMap, null, groundInMiddle(app, box));
        }}
      >
        {t('describe.put')}
      </Button>
      <p className="small muted">{t('describe.put.note')}</p>
    </div>
  );
}

function Picked() {
  const t = useText();
  const selected = useAppState((state) => state.selected);
  return (
    <Section title={t('describe.selected')}>
      {selected === null ? (
        <p className="small muted">{t('describe.selected.none')}</p>
      ) : (
        <PickedFeature key={`${selected.layerId} ${selected.featureId}`} feature={selected} />
      )}
    </Section>
  );
}

function PickedFeature({ feature }: { readonly feature: FeatureRef }) {
  const t = useText();
  const table = useAppState((state) => state.layers.find(({ id }) => id === feature.layerId)?.table ?? feature.layerId);
  const reading = useReading(`described ${table} ${feature.featureId}`, [table], 2000, (database) =>
    readFeature(database, table, feature.featureId),
  );
  const attributes = reading.value ?? [];
  const thing = t.named(`thing.${table}`);
  return (
    <>
      <p>
        <strong>{featureTitle(table, feature.featureId, attributes, t)}</strong>
        {thing === `thing.${table}` ? null : <span className="muted"> ({thing})</span>}
      </p>
      {attributes.length === 0 ? null : (
        <AttributeList attributes={attributes} table={table} featureId={feature.featureId} />
      )}
      <Button
        className="button small quiet"
        onPress={() => document.querySelector<HTMLElement>('.inspector .sheet-body')?.focus()}
      >
        {t('describe.selected.sheet')}
      </Button>
    </>
  );
}
