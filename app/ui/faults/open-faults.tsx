import { CircleStop } from 'lucide-react';
import { Button } from 'react-aria-components';
import { openFaults } from '../../commands/fault-choices.ts';
import { pickSensor } from '../../commands/pick-sensor.ts';
import { stopAllFaults } from '../../commands/stop-all-faults.ts';
import { stopFault } from '../../commands/stop-fault.ts';
import type { ManualFault } from '../../core/stream/fault-message.ts';
import { useApp, useCommand } from '../app-context.tsx';
import { shortTime } from '../format/times.ts';
import { type Translate, useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import type { FaultView } from './use-faults.ts';

/** What was started by hand and is not over, each with its stop. */
export function OpenFaults({ faults: { report, nowMs } }: { readonly faults: FaultView }) {
  const t = useText();
  const run = useCommand();
  const open = openFaults(report, nowMs);
  if (open.length === 0) return <p className="small muted">{t('fault.open.none')}</p>;
  return (
    <>
      <div className="fault-head">
        <h4>{t('fault.open')}</h4>
        <Button className="button small" onPress={() => run(stopAllFaults)}>
          {t('fault.stop-all')}
        </Button>
      </div>
      <ul className="fault-list" aria-label={t('fault.open')}>
        {open.map((fault) => (
          <OpenFault key={fault.id} fault={fault} nowMs={nowMs} withSensor />
        ))}
      </ul>
    </>
  );
}

export interface OpenFaultProps {
  readonly fault: ManualFault;
  readonly nowMs: number;
  /** Names the sensor, where that is not plain from the place. */
  readonly withSensor: boolean;
}

export function OpenFault({ fault, nowMs, withSensor }: OpenFaultProps) {
  const t = useText();
  const run = useCommand();
  const { timeZone } = useApp().ports;
  const name = t(`fault.${fault.type}`);
  return (
    <li className="fault-item">
      {withSensor ? (
        <Button className="device" onPress={() => run(pickSensor, fault.sensorId)}>
          <span className="device-name ellipsis">{name}</span>
          <span className="device-value mono">{fault.sensorId}</span>
          <span className="device-kind small muted">{span(fault, nowMs, timeZone, t)}</span>
        </Button>
      ) : (
        <p>
          <strong>{name}</strong> <span className="small muted">{span(fault, nowMs, timeZone, t)}</span>
        </p>
      )}
      <IconButton
        icon={CircleStop}
        label={t('fault.stop', { fault: name, sensor: fault.sensorId })}
        onPress={() => run(stopFault, fault.id)}
      />
    </li>
  );
}

function span({ fromMs, toMs, property }: ManualFault, nowMs: number, timeZone: string, t: Translate): string {
  const from = shortTime(fromMs, timeZone);
  const what = property === null ? '' : `${t.named(`property.${property}`)} · `;
  if (toMs === null) return what + t(fromMs > nowMs ? 'fault.from' : 'fault.since', { from });
  return what + t('fault.span', { from, to: shortTime(toMs, timeZone) });
}
