import { FastForward } from 'lucide-react';
import { Button } from 'react-aria-components';
import { chanceNow, plannedAhead } from '../../commands/fault-choices.ts';
import { jumpToFault } from '../../commands/jump-to-fault.ts';
import { pickSensor } from '../../commands/pick-sensor.ts';
import type { ScheduledFault } from '../../core/stream/fault-message.ts';
import { useApp, useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { shortTime } from '../format/times.ts';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import type { FaultView } from './use-faults.ts';

/** What comes by itself: the fixed ones of the day with their times, and how much chance has broken just now. */
export function PlannedFaults({ faults: { report, nowMs } }: { readonly faults: FaultView }) {
  const t = useText();
  const planned = plannedAhead(report, nowMs);
  const chance = chanceNow(report, nowMs);
  return (
    <>
      <details className="fault-fold">
        <summary>{t('fault.planned', { count: planned.length })}</summary>
        <p className="small muted">{t('fault.planned.note')}</p>
        <ScrollRegion className="fault-scroll" label={t('fault.planned.label')}>
          <ul className="fault-list">
            {planned.map((fault) => (
              <Scheduled key={`${fault.type} ${fault.sensorId} ${fault.fromMs}`} fault={fault} nowMs={nowMs} jump />
            ))}
          </ul>
        </ScrollRegion>
      </details>
      <details className="fault-fold">
        <summary>{t('fault.chance', { count: chance.length, faults: count(chance.length) })}</summary>
        <ScrollRegion className="fault-scroll" label={t('fault.chance.label')}>
          <ul className="fault-list">
            {chance.map((fault) => (
              <Scheduled
                key={`${fault.type} ${fault.sensorId} ${fault.fromMs}`}
                fault={fault}
                nowMs={nowMs}
                jump={false}
              />
            ))}
          </ul>
        </ScrollRegion>
      </details>
    </>
  );
}

interface ScheduledProps {
  readonly fault: ScheduledFault;
  readonly nowMs: number;
  readonly jump: boolean;
}

function Scheduled({ fault, nowMs, jump }: ScheduledProps) {
  const t = useText();
  const run = useCommand();
  const { timeZone } = useApp().ports;
  const from = shortTime(fault.fromMs, timeZone);
  const name = t(`fault.${fault.type}`);
  return (
    <li className="fault-item">
      <Button className="device" onPress={() => run(pickSensor, fault.sensorId)}>
        <span className="device-name ellipsis">{name}</span>
        <span className="device-value mono">{fault.sensorId}</span>
        <span className="device-kind small muted">
          {t('fault.span', { from, to: shortTime(fault.toMs, timeZone) })}
          {fault.property === null ? '' : ` · ${t.named(`property.${fault.property}`)}`}
        </span>
        {fault.fromMs <= nowMs ? <span className="device-time small">{t('fault.running')}</span> : null}
      </Button>
      {jump ? (
        <IconButton
          icon={FastForward}
          label={t('fault.jump', { fault: name, from })}
          onPress={() => run(jumpToFault, fault)}
        />
      ) : null}
    </li>
  );
}
