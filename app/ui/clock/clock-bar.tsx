import { useText } from '../i18n/text.ts';
import { ClockControls } from './clock-controls.tsx';
import { ClockFace } from './clock-face.tsx';
import { ShadowSwitch } from './shadow-switch.tsx';
import { TimeScrubber } from './time-scrubber.tsx';

/** Where the city's time stands, how fast it runs, and the last day to look back on. */
export function ClockBar() {
  const t = useText();
  return (
    <section className="clock-bar" aria-label={t('clock.label')}>
      <ClockControls />
      <ClockFace />
      <TimeScrubber />
      <ShadowSwitch />
    </section>
  );
}
