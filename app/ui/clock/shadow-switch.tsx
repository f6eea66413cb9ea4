import { toggleShadows } from '../../commands/toggle-shadows.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Toggle } from '../parts/toggle.tsx';

/** The sun stands where the shown time puts it; its shadows are asked for, because they cost frames. */
export function ShadowSwitch() {
  const t = useText();
  const run = useCommand();
  const shadows = useAppState((state) => state.shadows);
  return (
    <div className="shadow-switch">
      <Toggle on={shadows} onChange={(on) => run(toggleShadows, on)}>
        {t('clock.shadows')}
      </Toggle>
    </div>
  );
}
