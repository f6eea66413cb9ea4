import { metricCoordinates } from '../../state/metric-coordinates.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { MapButtons } from './map-buttons.tsx';
import { ScaleBar } from './scale-bar.tsx';
import { usePointerGround } from './use-scene.ts';

/** Lower right of the map: coordinates under the pointer, scale, north and whose data it is. */
export function MapCorner() {
  const t = useText();
  const { dataset } = useApp().ports;
  const remote = useAppState((state) => state.remoteLayers).filter(({ on }) => on);
  return (
    <div className="map-corner">
      <div className="map-tools">
        <CursorCoordinates />
        <ScaleBar />
        <MapButtons />
      </div>
      {dataset === null ? null : (
        <p className="attribution small">
          {dataset.title} · {dataset.licence}
          {dataset.synthetic ? ` · ${t('data.synthetic')}` : ''} · {t('map.drawn-by')}
          {remote.map(({ name, attribution }) => ` · ${attribution === '' ? name : attribution}`).join('')}
        </p>
      )}
    </div>
  );
}

function CursorCoordinates() {
  const t = useText();
  const ground = usePointerGround();
  const metric = ground === null ? null : metricCoordinates(ground.lon, ground.lat);
  if (metric === null) return null;
  const [easting, northing] = metric;
  return (
    <p className="coordinates small" title={t('map.coordinates.note')}>
      {t('map.coordinates', { easting: count(easting), northing: count(northing) })}
    </p>
  );
}
