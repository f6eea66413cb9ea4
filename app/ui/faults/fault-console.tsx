import { readBreakableSensors } from '../../commands/fault-choices.ts';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { FaultForm } from './fault-form.tsx';
import { OpenFaults } from './open-faults.tsx';
import { PlannedFaults } from './planned-faults.tsx';
import { useFaults } from './use-faults.ts';

/** For the host alone: break a sensor, mend it, and see what comes by itself. A participant finds nothing here. */
export function FaultConsole() {
  const t = useText();
  const faults = useFaults();
  const sensors = useReading('breakable sensors', ['sensors'], 5_000, readBreakableSensors).value ?? [];
  if (faults === null) return null;
  return (
    <Section title={t('fault.title')} aside={t('fault.aside')}>
      <FaultForm sensors={sensors} />
      <OpenFaults faults={faults} />
      <PlannedFaults faults={faults} />
    </Section>
  );
}
