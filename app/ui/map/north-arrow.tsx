import { Button } from 'react-aria-components';
import { navigate } from '../../commands/navigate.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

/** Shows where north is; a press turns the view back to it. */
export function NorthArrow() {
  const t = useText();
  const run = useCommand();
  const heading = useAppState((state) => state.view?.headingDeg ?? null);
  if (heading === null) return null;
  return (
    <Button
      className="button quiet icon-only north"
      aria-label={t('map.north')}
      onPress={() => run(navigate, { type: 'north' })}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true" style={{ transform: `rotate(${-heading}deg)` }}>
        <path d="M12 3 16 12H8z" fill="currentColor" />
        <path d="M12 21 8 12h8z" fill="none" stroke="currentColor" strokeWidth="1.25" strokeLinejoin="round" />
      </svg>
    </Button>
  );
}
