/** What the composition root hands to the app. Commands and components reach the outside only through these. */
import type { Clock } from '../core/base/clock.ts';
import type { Database } from '../core/store/database.ts';
import type { LiveStream } from '../core/stream/live-stream.ts';
import type { SceneRenderer } from '../core/twins/scene-renderer.ts';

/** The card of the dataset that is shown; the parts of its manifest that people read. */
export interface DatasetCard {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly licence: string;
  readonly synthetic: boolean;
  readonly generator: string;
  readonly seed: number;
  readonly crs: string;
  readonly centre: readonly [lon: number, lat: number];
  readonly files: readonly {
    readonly table: string;
    readonly path: string;
    readonly shape: string;
    readonly features: number;
    readonly bytes: number;
  }[];
}

/** Remembers small settings between visits; may forget, never throws. `localStorage` where there is one. */
export interface SettingsStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** Hands a file to the person. */
export interface FileSaver {
  save(name: string, mediaType: string, content: string | Uint8Array): void;
}

/** Facts for the problem report; nothing personal. */
export interface AppFacts {
  readonly version: string;
  readonly userAgent: string;
  /** WebGL renderer's name, or null where it is not told. */
  readonly renderer: string | null;
  /** True where the system asks for no motion. */
  reducedMotion(): boolean;
  /** The last errors that were caught, newest last. */
  lastErrors(): readonly string[];
}

export interface Ports {
  readonly database: Database;
  readonly stream: LiveStream;
  /** Null until the map stands; render App again with the renderer once it does. */
  readonly scene: SceneRenderer | null;
  /** Wall time. */
  readonly clock: Clock;
  /** Null until the manifest was read. */
  readonly dataset: DatasetCard | null;
  readonly settings: SettingsStore;
  readonly files: FileSaver;
  readonly facts: AppFacts;
  /** The city's time zone, an IANA name such as `Europe/Madrid`. */
  readonly timeZone: string;
}
