import { Lock, Pause, Play } from 'lucide-react';
import { requestClock } from '../../commands/request-clock.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { JumpButton } from './jump-button.tsx';
import { speedOptions } from './speeds.ts';

/** Play, pause and speed where this page may set them; where not, it is said who does. */
export function ClockControls() {
  const t = useText();
  const run = useCommand();
  const { ports } = useApp();
  const clock = useAppState((state) => state.clock);
  if (clock === null) return <span className="skeleton clock-controls-skeleton" />;
  if (!ports.stream.mayRequestClock) {
    return (
      <p className="clock-controls told small muted">
        <Lock className="icon" aria-hidden="true" />
        <span>
          {clock.paused ? t('clock.told.paused') : t('clock.told.speed', { speed: clock.speed })}
          <br />
          {t('clock.told')}
        </span>
      </p>
    );
  }
  return (
    <div className="clock-controls">
      <IconButton
        icon={clock.paused ? Play : Pause}
        label={clock.paused ? t('clock.play') : t('clock.pause')}
        onPress={() => run(requestClock, { type: clock.paused ? 'resume' : 'pause' })}
      />
      <Choice
        className="speed"
        label={t('clock.speed')}
        hideLabel
        value={String(clock.speed)}
        options={speedOptions(clock.speed, t)}
        onChange={(speed) => run(requestClock, { type: 'speed', speed: Number(speed) })}
      />
      <JumpButton />
    </div>
  );
}
