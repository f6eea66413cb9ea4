import { Zap } from 'lucide-react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import {
  type BreakableSensor,
  faultsFor,
  openFaults,
  readBreakableSensors,
  USUAL_LENGTH_MINUTES,
} from '../../commands/fault-choices.ts';
import { startFault } from '../../commands/start-fault.ts';
import type { FaultType } from '../../core/stream/fault-catalogue.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { useReading } from '../use-reading.ts';
import { OpenFault } from './open-faults.tsx';
import { useFaults } from './use-faults.ts';

/** On the host's page, at the sensor that was picked: break it in two presses, and what is broken of it. */
export function SensorFaults({ sensorId }: { readonly sensorId: string }) {
  const t = useText();
  const faults = useFaults();
  const sensors = useReading('breakable sensors', ['sensors'], 5_000, readBreakableSensors).value ?? [];
  const sensor = sensors.find(({ id }) => id === sensorId);
  if (faults === null || sensor === undefined) return null;
  const open = openFaults(faults.report, faults.nowMs).filter((fault) => fault.sensorId === sensorId);
  return (
    <section className="sensor-faults" aria-label={t('fault.of-sensor')}>
      <BreakMenu sensor={sensor} />
      {open.length === 0 ? null : (
        <ul className="fault-list" aria-label={t('fault.open')}>
          {open.map((fault) => (
            <OpenFault key={fault.id} fault={fault} nowMs={faults.nowMs} withSensor={false} />
          ))}
        </ul>
      )}
    </section>
  );
}

function BreakMenu({ sensor }: { readonly sensor: BreakableSensor }) {
  const t = useText();
  const run = useCommand();
  const kinds = faultsFor(sensor);
  const families = [...new Set(kinds.map(({ family }) => family))];
  return (
    <MenuTrigger>
      <Button className="button small">
        <Zap className="icon" aria-hidden="true" />
        {t('fault.break')}
      </Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Menu
          className="options fault-menu"
          aria-label={t('fault.break')}
          onAction={(key) =>
            run(startFault, { sensorId: sensor.id, type: key as FaultType, minutes: USUAL_LENGTH_MINUTES })
          }
        >
          {families.map((family) => (
            <MenuSection key={family}>
              <Header className="option-section">{t(`fault.family.${family}`)}</Header>
              {kinds
                .filter((kind) => kind.family === family)
                .map(({ type }) => (
                  <MenuItem key={type} id={type} textValue={t(`fault.${type}`)} className="option fault-option">
                    <span>{t(`fault.${type}`)}</span>
                    <span className="small muted">{t(`fault.${type}.what`)}</span>
                  </MenuItem>
                ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
