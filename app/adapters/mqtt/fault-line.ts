import {
  type FaultAnswer,
  type FaultReport,
  type FaultRequest,
  faultRequestPayload,
  readFaultReport,
} from '../../core/stream/fault-message.ts';

/** Wall time after which nobody answers any more. */
const ANSWER_WITHIN_MS = 5_000;

/** The host's line to the faults: a wish goes out, and its answer comes back in the state that everybody there hears. */
export class FaultLine {
  private readonly waiting = new Map<string, (answer: FaultAnswer) => void>();

  constructor(private readonly onReport: (report: FaultReport) => void) {}

  onMessage(payload: Uint8Array): void {
    const report = readFaultReport(new TextDecoder().decode(payload));
    if (report === null) return;
    for (const answer of report.answers) this.waiting.get(answer.request)?.(answer);
    this.onReport(report);
  }

  /** `send` resolves with whether the payload left, and never rejects. */
  async ask(request: FaultRequest, send: (payload: string) => Promise<boolean>): Promise<FaultAnswer> {
    const { request: name } = request;
    const answered = new Promise<FaultAnswer>((resolve) => {
      const timer = setTimeout(() => this.waiting.get(name)?.(unanswered(name)), ANSWER_WITHIN_MS);
      this.waiting.set(name, (answer) => {
        clearTimeout(timer);
        this.waiting.delete(name);
        resolve(answer);
      });
    });
    if (!(await send(faultRequestPayload(request)))) this.waiting.get(name)?.(unanswered(name));
    return answered;
  }

  /** The connection is gone: what was asked stays without an answer. */
  giveUp(): void {
    for (const name of [...this.waiting.keys()]) this.waiting.get(name)?.(unanswered(name));
  }
}

function unanswered(request: string): FaultAnswer {
  return { request, id: null, problem: 'no-answer', detail: '' };
}
