/** Ports that need no worker, no broker and no map: for tests of commands, and for looking at the interface by itself. */
import { buildLayer } from '../../app/adapters/workers/builder/api.ts';
import type { Ports } from '../../app/commands/ports.ts';
import type { Database, ResultTable, TableInfo } from '../../app/core/store/database.ts';
import { NOTHING_STORED, type StorageStatus, type WorkStorage } from '../../app/core/store/work-storage.ts';
import type { FaultProblem, FaultReport } from '../../app/core/stream/fault-message.ts';
import type { LiveStream, StreamStatistics } from '../../app/core/stream/live-stream.ts';
import type { VirtualClockState } from '../../app/core/stream/virtual-clock.ts';
import type { CameraView, NavigableSceneRenderer } from '../../app/core/twins/scene-renderer.ts';
import { fakeImporter } from './fake-importer.ts';
import { fakeLessons } from './lessons.ts';
import { fakeProjects, fakeShelf } from './projects.ts';
import { resultTable } from './result-table.ts';
import { fakeWhatIf } from './what-if.ts';

/** 2024-11-07T09:05:00Z */
export const VIRTUAL_NOW_MS = 1_730_970_300_000;
/** 2026-01-15T12:00:00Z, the wall time of tests. */
export const WALL_NOW_MS = 1_768_478_400_000;

export const CLOCK: VirtualClockState = {
  runId: 'run-1',
  virtualAnchorMs: VIRTUAL_NOW_MS,
  wallAnchorMs: WALL_NOW_MS,
  speed: 60,
  paused: false,
};

export const STATISTICS: StreamStatistics = {
  status: { state: 'live' },
  carrier: { type: 'mqtt', address: 'ws://localhost:8080/mqtt' },
  clock: CLOCK,
  devices: 236,
  received: 184_512,
  receivedBytes: 48_200_000,
  messagesPerSecond: 412,
  accepted: 184_469,
  rejected: 43,
  rejectedByReason: { 'not-json': 21, 'far-future': 14, 'unknown-device': 8 },
  observationsStored: 231_904,
  batchesStored: 1_204,
  lagMedianMs: 138,
  lagP95Ms: 264,
};

type Answer = ResultTable | Error | ((sql: string) => ResultTable);

/** A database that answers by the first pattern found in the SQL; what no pattern knows is an empty result. */
export function fakeDatabase(
  answers: readonly (readonly [pattern: RegExp, answer: Answer])[] = [],
  tables: readonly TableInfo[] = [],
): Database & { readonly asked: readonly string[]; change(...tables: string[]): void } {
  const listeners = new Set<Parameters<Database['onChange']>[0]>();
  const asked: string[] = [];
  let version = 0;
  return {
    asked,
    change(...changed) {
      version += 1;
      for (const listener of listeners) listener({ version, tables: changed });
    },
    async query(sql) {
      asked.push(sql);
      const answer = answers.find(([pattern]) => pattern.test(sql))?.[1] ?? resultTable([]);
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(sql) : answer;
    },
    tables: async () => tables,
    memory: async () => ({ usedBytes: 42_000_000, limitBytes: 1_000_000_000, wasmBytes: 130_000_000 }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onRestart: () => () => {},
    close: async () => {},
  };
}

export function fakeStream(
  statistics: StreamStatistics = STATISTICS,
  mayRequestClock = true,
  { report = null, problem = null }: { report?: FaultReport | null; problem?: FaultProblem | null } = {},
): LiveStream & { readonly requests: readonly unknown[]; tell(next: StreamStatistics): void } {
  const listeners = new Set<(next: StreamStatistics) => void>();
  const requests: unknown[] = [];
  return {
    requests,
    mayRequestClock,
    tell(next) {
      for (const listener of listeners) listener(next);
    },
    onStatistics(listener) {
      listeners.add(listener);
      listener(statistics);
      return () => listeners.delete(listener);
    },
    async requestClock(request) {
      requests.push(request);
      return mayRequestClock;
    },
    onFaults(listener) {
      if (report !== null) listener(report);
      return () => {};
    },
    async requestFault(wish) {
      requests.push(wish);
      return { request: 'r-1', id: problem === null ? 'host-1' : null, problem, detail: '' };
    },
    stop: async () => {},
  };
}

/** A store that keeps nothing and says what it is told to. */
export function fakeStorage(
  status: Partial<StorageStatus> = {},
): WorkStorage & { readonly forgotten: () => number; tell(next: Partial<StorageStatus>): void } {
  const listeners = new Set<(status: StorageStatus) => void>();
  let now: StorageStatus = { ...NOTHING_STORED, state: 'writing', ...status };
  let forgotten = 0;
  return {
    forgotten: () => forgotten,
    tell(next) {
      now = { ...now, ...next };
      for (const listener of listeners) listener(now);
    },
    onStatus(listener) {
      listeners.add(listener);
      listener(now);
      return () => listeners.delete(listener);
    },
    forget: async () => {
      forgotten += 1;
    },
  };
}

const VIEW: CameraView = { lon: 2.1649, lat: 41.3917, heightM: 900, headingDeg: 315, pitchDeg: -40 };

type PickListener = Parameters<NavigableSceneRenderer['onPick']>[0];

export function fakeScene(): NavigableSceneRenderer & { pickFeature: PickListener } {
  const picks = new Set<PickListener>();
  return {
    pickFeature(feature, ground = null) {
      for (const listener of picks) listener(feature, ground);
    },
    addLayer: async () => {},
    removeLayer: () => {},
    setColours: () => {},
    setLayerVisible: () => {},
    setLayerOpacity: () => {},
    setLayerOrder: () => {},
    setHidden: () => {},
    setLayerSide: () => {},
    setSplit: () => {},
    setSelected: () => {},
    setSun: () => {},
    setTheme: () => {},
    pick: () => null,
    view: () => VIEW,
    flyTo: async () => {},
    onPick(listener) {
      picks.add(listener);
      return () => picks.delete(listener);
    },
    onViewChange: () => () => {},
    onPointer(listener) {
      listener({ lon: 2.1652, lat: 41.3921 });
      return () => {};
    },
    metresPerPixel: () => 1.35,
    screenOf: (lon, lat) => ({ x: (lon - 2.16) * 50_000, y: (41.4 - lat) * 50_000 }),
    groundAt: (x, y) => ({ lon: 2.16 + x / 50_000, lat: 41.4 - y / 50_000 }),
    setBaseColour: () => {},
    setLabels: () => {},
    setSizes: () => {},
    navigate: () => {},
    whenDrawn: async () => {},
    statistics: () => ({ frames: 0, lastFrameMs: 0, features: 0, gpuBytes: 0, drawCalls: 0 }),
  };
}

export interface FakeFiles {
  readonly saved: { name: string; mediaType: string; content: string | Uint8Array | readonly Uint8Array[] }[];
}

/** All ports at once; give what the test is about. */
export function fakePorts(given: Partial<Ports> = {}): Ports & { readonly files: FakeFiles } {
  const memory = new Map<string, string>();
  const saved: FakeFiles['saved'] = [];
  const ports: Ports = {
    database: fakeDatabase(),
    stream: fakeStream(),
    scene: null,
    showGeometry: () => {},
    layerBuilder: {
      build: (request) => buildLayer(request, { store: async () => undefined, onProgress: () => undefined }),
    },
    importer: fakeImporter(),
    remoteServices: { layersOf: async () => ({ problem: 'unreachable', detail: '' }) },
    clock: { now: () => WALL_NOW_MS },
    dataset: null,
    records: { load: async () => 'stored', cancel: () => {} },
    whatIf: fakeWhatIf(),
    ownCity: { start: () => {}, leave: () => {}, shippedSensors: async () => new Uint8Array() },
    lessons: fakeLessons(),
    guides: {
      has: () => false,
      addressOf: (path) => path,
      read: () => Promise.reject(new Error('No guides here')),
    },
    tours: {
      list: async () => [],
      read: async (name) => {
        throw new Error(`There is no tour ${name}`);
      },
    },
    settings: {
      get: (key) => memory.get(key) ?? null,
      set: (key, value) => void memory.set(key, value),
      forgetAll: () => memory.clear(),
    },
    storage: fakeStorage(),
    projects: fakeProjects(),
    shelf: fakeShelf(),
    files: {
      save: (name, mediaType, content) => {
        saved.push({ name, mediaType, content });
      },
    },
    facts: {
      version: '0.1.0',
      userAgent: 'test',
      renderer: null,
      lastErrors: () => [],
    },
    timeZone: 'Europe/Madrid',
    ...given,
  };
  return Object.assign(ports, { files: Object.assign(ports.files, { saved }) });
}
