import { MS_PER_MINUTE } from '../../app/core/base/clock.ts';
import { faultReportPayload, type ManualFault, readFaultRequest } from '../../app/core/stream/fault-message.ts';
import { faultsTopic } from '../../app/core/stream/topics.ts';
import { type City, FaultDesk } from '../city/index.ts';
import type { Publication } from './broker.ts';
import type { CitySource } from './city-runner.ts';
import type { RunView } from './history.ts';

/** The part of a city that can be broken. */
export interface BreakableCity extends CitySource, Pick<City, 'sensors' | 'faultsBetween'> {
  withFaults(manual: readonly ManualFault[]): BreakableCity;
}

/** The planned faults ahead are told anew after this much virtual time. */
const RENEWED_MS = 15 * MS_PER_MINUTE;

/** The desk on the broker: wishes come by one topic, the state is kept on the other, for the host alone. */
export class FaultHost {
  /** Null on a broker of somebody else's: who may read there is not ours to say, so nothing is told and asked there. */
  publish: ((message: Publication) => void) | null = null;
  private readonly desk: FaultDesk;
  private told = { version: -1, runId: '', untilMs: 0 };

  constructor(city: BreakableCity, faults: readonly ManualFault[]) {
    this.desk = new FaultDesk(city, faults);
  }

  get city(): CitySource {
    return this.desk.city;
  }

  get manual(): readonly ManualFault[] {
    return this.desk.manual;
  }

  request(payload: string, run: RunView, wallMs: number): void {
    this.desk.request(readFaultRequest(payload), run.publishedUntilMs, wallMs);
    this.tell(run);
  }

  /** A jump begins a new run: its city is sound. */
  onNewRun(): void {
    this.desk.clear();
  }

  /** Tells the state where it is not what was told last. */
  tick(run: RunView): void {
    const { version, runId, untilMs } = this.told;
    const passedMs = run.publishedUntilMs - untilMs;
    if (version !== this.desk.version || runId !== run.runId || passedMs < 0 || passedMs >= RENEWED_MS) this.tell(run);
  }

  private tell({ runId, publishedUntilMs: untilMs }: RunView): void {
    if (this.publish === null) return;
    this.told = { version: this.desk.version, runId, untilMs };
    const payload = faultReportPayload(this.desk.report(runId, untilMs));
    this.publish({ topic: faultsTopic(this.desk.city.id), payload, qos: 1, retain: true });
  }
}
