import { useAppState } from '../app-context.tsx';
import { ClockControls } from '../clock/clock-controls.tsx';
import { ClockFace } from '../clock/clock-face.tsx';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';

/** The city's clock, where its stream is watched. */
export function StreamClock() {
  const t = useText();
  const throttled = useAppState((state) => state.clock?.throttled ?? false);
  return (
    <Section title={t('clock.label')}>
      <div className="stream-clock">
        <ClockControls />
        <ClockFace />
      </div>
      {throttled ? <Note tone="warning">{t('clock.throttled.long')}</Note> : null}
    </Section>
  );
}
