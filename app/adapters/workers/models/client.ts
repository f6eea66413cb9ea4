/** The page's handle on the models: one worker for questions, a second one that shares the draws where there is room. */
import type { OwnPlaceSpec } from '../../../core/models/own-place/own-place-spec.ts';
import { type ChainSettings, USUAL_SETTINGS } from '../../../core/models/scenario/settings.ts';
import type { AbortLike, WhatIfModels, WhatIfProgress } from '../../../core/models/scenario/what-if.ts';
import { WhatIfError } from '../../../core/models/scenario/what-if.ts';
import type { FromModelsWorker, ModelsAnswer, ModelsQuestion, ToModelsWorker } from './codec.ts';

const DEFAULT_DRAWS = 1000;

export interface StartModelsOptions {
  /** Folder of the dataset's files, relative to the page or absolute, with or without a slash at its end. */
  readonly datasetUrl: string;
  /** Makes a port of the database worker; asked again after a restart of it. */
  readonly ingestPort: () => MessagePort;
  readonly onDatabaseRestart: (listener: (phase: 'restarting' | 'ready') => void) => () => void;
  /** Workers that share the draws, asked when the draws begin; 2 unless told. */
  readonly workers?: () => number;
}

interface Waiting {
  readonly resolve: (answer: ModelsAnswer) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress?: ((progress: WhatIfProgress) => void) | undefined;
}

interface AskOptions {
  readonly signal?: AbortLike | undefined;
  readonly onProgress?: ((progress: WhatIfProgress) => void) | undefined;
}

class ModelsWorker {
  private readonly worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'models' });
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;

  constructor(
    datasetUrl: string,
    ingestPort: MessagePort,
    private readonly settingsOf: () => ChainSettings,
    private readonly onDeath: () => void,
  ) {
    this.worker.addEventListener('message', ({ data }: MessageEvent<FromModelsWorker>) => this.receive(data));
    this.worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.die(event.message);
    });
    this.send({ type: 'open', datasetUrl, ingestPort }, [ingestPort]);
  }

  replaceDatabase(ingestPort: MessagePort): void {
    this.send({ type: 'database', ingestPort }, [ingestPort]);
  }

  ask(question: ModelsQuestion, { signal, onProgress }: AskOptions = {}): Promise<ModelsAnswer> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(abortError());
        return;
      }
      const id = this.nextId++;
      const cancel = () => this.send({ type: 'cancel', id });
      signal?.addEventListener('abort', cancel);
      const settled = <T>(settle: (value: T) => void) => {
        return (value: T) => {
          signal?.removeEventListener('abort', cancel);
          settle(value);
        };
      };
      this.waiting.set(id, { resolve: settled(resolve), reject: settled(reject), onProgress });
      this.send({ type: 'ask', id, question, settings: this.settingsOf() });
    });
  }

  private send(message: ToModelsWorker, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }

  private die(detail: string): void {
    this.worker.terminate();
    this.onDeath();
    for (const { reject } of this.waiting.values()) reject(new WhatIfError('worker-failed', detail));
    this.waiting.clear();
  }

  private receive(message: FromModelsWorker): void {
    const wait = this.waiting.get(message.id);
    if (wait === undefined) return;
    if (message.type === 'progress') {
      wait.onProgress?.(message.progress);
      return;
    }
    this.waiting.delete(message.id);
    if (message.type === 'answer') wait.resolve(message.answer);
    else if (message.type === 'cancelled') wait.reject(abortError());
    else wait.reject(new WhatIfError(message.code, message.detail));
  }
}

function abortError(): DOMException {
  return new DOMException('The calculation was cancelled', 'AbortError');
}

/** Workers start when first needed. A worker that died is started again with the next question. */
export function startModels(options: StartModelsOptions): WhatIfModels {
  const { ingestPort } = options;
  const folder = options.datasetUrl.endsWith('/') ? options.datasetUrl : `${options.datasetUrl}/`;
  const datasetUrl = new URL(folder, document.baseURI).href;
  const workers: (ModelsWorker | null)[] = [];
  let ownPlace: OwnPlaceSpec | null = null;
  let settings = USUAL_SETTINGS;
  const workerAt = (index: number): ModelsWorker => {
    const running = workers[index];
    if (running) return running;
    const started = new ModelsWorker(
      datasetUrl,
      ingestPort(),
      () => settings,
      () => {
        workers[index] = null;
      },
    );
    workers[index] = started;
    // It answers about the place that the others answer about. What is wrong with it has been told by the first one.
    if (ownPlace !== null) started.ask({ type: 'place', spec: ownPlace, store: false }).catch(() => undefined);
    return started;
  };
  options.onDatabaseRestart((phase) => {
    if (phase !== 'ready') return;
    for (const worker of workers) worker?.replaceDatabase(ingestPort());
  });

  const asked = async <T extends ModelsAnswer['type']>(
    question: ModelsQuestion & { readonly type: T },
    ask?: AskOptions,
    worker = 0,
  ): Promise<ModelsAnswer & { readonly type: T }> => {
    const answer = await workerAt(worker).ask(question, ask);
    if (answer.type !== question.type) throw new WhatIfError('worker-failed', `unexpected answer ${answer.type}`);
    return answer as ModelsAnswer & { readonly type: T };
  };

  return {
    use(next) {
      settings = next;
    },
    async usePlace(spec, ask) {
      const { report } = await asked({ type: 'place', spec, store: true }, ask);
      // A place that cannot be assigned leaves the one before.
      if (spec !== null && report?.isUsable !== true) return report;
      ownPlace = spec;
      await Promise.all(
        workers.map((worker, index) =>
          index === 0 ? null : worker?.ask({ type: 'place', spec, store: false }).catch(() => null),
        ),
      );
      return report;
    },
    placeSensors: async (spec) => (await asked({ type: 'sensors', spec })).placed,
    cityTables: async () => (await asked({ type: 'city' })).tables,
    streets: async () => (await asked({ type: 'streets' })).streets,
    inside: (ring) => asked({ type: 'inside', ring }),
    evaluate: async (scenario, ask) => (await asked({ type: 'evaluate', scenario }, ask)).outcome,
    through: async (scenario, streetIds, ask) => (await asked({ type: 'through', scenario, streetIds }, ask)).summary,
    forget: async (scenarioIds) => void (await asked({ type: 'forget', scenarioIds })),
    access: async (withinMinutes) => (await asked({ type: 'access', withinMinutes })).summary,
    sun: async (dayStartMs, ask) => (await asked({ type: 'sun', dayStartMs }, ask)).summary,
    fit: async (measurements, ask) => (await asked({ type: 'fit', measurements }, ask)).fit,
    async explore(scenario, { draws = DEFAULT_DRAWS, signal, onProgress } = {}) {
      const startMs = performance.now();
      const count = options.workers?.() ?? 2;
      const shares = new Array<number>(count).fill(0);
      const parts = await Promise.all(
        shares.map(async (_, worker) => {
          const from = Math.round((draws * worker) / count);
          const until = Math.round((draws * (worker + 1)) / count);
          const tellShare = (progress: WhatIfProgress) => {
            if (progress.step !== 'exploring') return;
            shares[worker] = progress.share;
            onProgress?.({ step: 'exploring', share: shares.reduce((sum, share) => sum + share, 0) / count });
          };
          const question = { type: 'draw', scenario, draws, from, until } as const;
          return (await asked(question, { signal, onProgress: tellShare }, worker)).part;
        }),
      );
      const { exploration } = await asked({ type: 'summarise', scenario, parts }, { signal, onProgress });
      return { ...exploration, elapsedMs: performance.now() - startMs };
    },
  };
}
