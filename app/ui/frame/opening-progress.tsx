import { ProgressBar } from 'react-aria-components';
import { useAppState } from '../app-context.tsx';
import { byteSize } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

/** While the place is being loaded: what has come, what is still coming. */
export function OpeningProgress() {
  const t = useText();
  const opening = useAppState((state) => state.opening);
  if (opening === null) return null;
  const { layersDone, layersAll, databaseBytes, databaseTotalBytes, databaseReady } = opening;
  const layers = layersAll === 0 ? 0 : layersDone / layersAll;
  const database = databaseReady ? 1 : databaseTotalBytes === 0 ? 0 : Math.min(1, databaseBytes / databaseTotalBytes);
  const value = Math.round(50 * (layers + database));
  return (
    <ProgressBar className="opening sheet" value={value} aria-label={t('opening.label')}>
      <div className="opening-track" aria-hidden="true">
        <div className="opening-done" style={{ width: `${value}%` }} />
      </div>
      <p className="small muted">
        {t('opening.layers', { done: layersDone, all: layersAll })}
        {databaseReady ? '' : ` · ${t('opening.database', { loaded: byteSize(databaseBytes) })}`}
      </p>
    </ProgressBar>
  );
}
