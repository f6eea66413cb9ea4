import { FlaskConical, GraduationCap, Layers, RadioTower, SquareTerminal } from 'lucide-react';
import { ToggleButton } from 'react-aria-components';
import { openPlace } from '../../commands/open-place.ts';
import type { Place } from '../../state/app-state.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

const PLACES = [
  { place: 'data', icon: Layers, key: 'rail.data' },
  { place: 'stream', icon: RadioTower, key: 'rail.stream' },
  { place: 'model', icon: FlaskConical, key: 'rail.model' },
  { place: 'query', icon: SquareTerminal, key: 'rail.query' },
  { place: 'learn', icon: GraduationCap, key: 'rail.learn' },
] as const satisfies readonly { place: Place; icon: unknown; key: string }[];

export function LeftRail() {
  const t = useText();
  const run = useCommand();
  const open = useAppState((state) => state.place);
  return (
    <nav className="left-rail" aria-label={t('rail.label')}>
      {PLACES.map(({ place, icon: Icon, key }) => (
        <ToggleButton
          key={place}
          className="rail-button"
          isSelected={open === place}
          onChange={(selected) => run(openPlace, selected ? place : null)}
        >
          <Icon className="icon" aria-hidden="true" />
          <span>{t(key)}</span>
        </ToggleButton>
      ))}
    </nav>
  );
}
