import type { FaultType } from '../../core/stream/fault-catalogue.ts';
import { useFaults } from './use-faults.ts';

export interface FaultMarksProps {
  readonly startMs: number;
  readonly endMs: number;
}

interface Mark {
  readonly type: FaultType;
  readonly fromMs: number;
  readonly toMs: number;
  readonly sensorId: string;
  readonly byHand: boolean;
}

/** On the host's strip of time: a tick where a planned fault began, a bar where a person broke something. The lists say the same. */
export function FaultMarks({ startMs, endMs }: FaultMarksProps) {
  const faults = useFaults();
  if (faults === null) return null;
  const { manual, scheduled } = faults.report;
  const marks: Mark[] = [
    ...scheduled.filter(({ planned }) => planned).map((fault) => ({ ...fault, byHand: false })),
    ...manual.map((fault) => ({ ...fault, toMs: fault.toMs ?? endMs, byHand: true })),
  ];
  const percent = (timeMs: number) =>
    (Math.min(1, Math.max(0, (timeMs - startMs) / (endMs - startMs))) * 100).toFixed(2);
  return (
    <div className="fault-marks" aria-hidden="true">
      {marks
        .filter(({ fromMs, toMs, byHand }) => fromMs < endMs && (byHand ? toMs : fromMs) > startMs)
        .map(({ type, sensorId, fromMs, toMs, byHand }) => (
          <span
            key={`${type} ${sensorId} ${fromMs}`}
            className={byHand ? 'by-hand' : undefined}
            style={{ left: `${percent(fromMs)}%`, ...(byHand && { right: `${100 - Number(percent(toMs))}%` }) }}
          />
        ))}
    </div>
  );
}
