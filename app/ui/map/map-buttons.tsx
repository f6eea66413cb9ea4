import { House, Minus, Plus, Ruler, ScanText } from 'lucide-react';
import { describeMap } from '../../commands/describe-map.ts';
import { navigate } from '../../commands/navigate.ts';
import { openSketch } from '../../commands/sketch.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { NorthArrow } from './north-arrow.tsx';

/** The ways of moving that need neither wheel nor second finger. */
export function MapButtons() {
  const t = useText();
  const run = useCommand();
  const { scene } = useApp().ports;
  const isMeasuring = useAppState(({ sketch }) => sketch !== null && sketch.layerId === null);
  const isDescribed = useAppState((state) => state.mapDescribed);
  if (scene === null) return null;
  return (
    <div className="map-buttons">
      <IconButton
        icon={Ruler}
        label={t('measure.open')}
        pressed={isMeasuring}
        onPress={() =>
          run(openSketch, isMeasuring ? null : { shape: 'line', points: [], layerId: null, featureId: null })
        }
      />
      <IconButton
        icon={ScanText}
        label={t('describe.open')}
        expanded={isDescribed}
        onPress={() => run(describeMap, !isDescribed)}
      />
      <IconButton icon={Plus} label={t('map.nearer')} onPress={() => run(navigate, { type: 'zoom', factor: 0.6 })} />
      <IconButton icon={Minus} label={t('map.further')} onPress={() => run(navigate, { type: 'zoom', factor: 1.6 })} />
      <IconButton icon={House} label={t('map.home')} onPress={() => run(navigate, { type: 'home' })} />
      <NorthArrow />
    </div>
  );
}
