/** What the composition root hands to the app. Commands and components reach the outside only through these. */
import type { Clock } from '../core/base/clock.ts';
import type { DatasetManifest } from '../core/catalogue/dataset-manifest.ts';
import type { RecordTables } from '../core/catalogue/record-tables.ts';
import type { ExerciseLibrary } from '../core/lessons/exercises/exercise-library.ts';
import type { LessonDatabase } from '../core/lessons/exercises/lesson-database.ts';
import type { TourLibrary } from '../core/lessons/tours/tour.ts';
import type { WhatIfModels } from '../core/models/scenario/what-if.ts';
import type { ProjectArchives } from '../core/project/project-archives.ts';
import type { ProjectShelf } from '../core/project/project-shelf.ts';
import type { Database } from '../core/store/database.ts';
import type { WorkStorage } from '../core/store/work-storage.ts';
import type { LiveStream } from '../core/stream/live-stream.ts';
import type { OwnCityPort } from '../core/stream/own-city.ts';
import type { FileImporter } from '../core/twins/file-importer.ts';
import type { LayerBuilder } from '../core/twins/layer-builder.ts';
import type { RemoteServices } from '../core/twins/remote-layer.ts';
import type { LayerGeometry, NavigableSceneRenderer } from '../core/twins/scene-renderer.ts';

/** Remembers small settings between visits; may forget, never throws. `localStorage` where there is one. */
export interface SettingsStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  /** Forgets everything; what is set from here on lasts as long as the page. */
  forgetAll(): void;
}

/** Hands a file to the person. */
export interface FileSaver {
  save(name: string, mediaType: string, content: string | Uint8Array | readonly Uint8Array[]): void;
}

/** Facts for the problem report; nothing personal. */
export interface AppFacts {
  readonly version: string;
  readonly userAgent: string;
  /** WebGL renderer's name, or null where it is not told. */
  readonly renderer: string | null;
  /** The last errors that were caught, newest last. */
  lastErrors(): readonly string[];
}

/** Exercises, and the database they run in. */
export interface LessonPorts {
  readonly library: ExerciseLibrary;
  /** Started by the first call; the same one afterwards. What is asked of it waits until it is open. */
  database(): LessonDatabase;
}

/** The guides that came with the page. Paths are from docs/ on. */
interface GuideLibrary {
  has(path: string): boolean;
  /** Of a guide or of a picture of one. */
  addressOf(path: string): string;
  /** Rejects where it does not arrive. */
  read(path: string): Promise<string>;
}

export interface Ports {
  readonly database: Database;
  readonly stream: LiveStream;
  /** Null until the map stands; render App again with the renderer once it does. */
  readonly scene: NavigableSceneRenderer | null;
  /** Why there is no map, where there will be none; `detail` in technical words. */
  readonly mapProblem?: { readonly code: 'no-webgl2' | 'renderer-failed'; readonly detail: string } | null;
  /** Geometry of a table that a layer may draw from now on: the scene updater's `setGeometry`. */
  showGeometry(geometry: LayerGeometry): void;
  /** Makes geometry from a text or from a result's rows, away from the page's own thread. */
  readonly layerBuilder: LayerBuilder;
  /** Makes a file of the person's a table and a layer. */
  readonly importer: FileImporter;
  /** Asks map services for their layers. */
  readonly remoteServices: RemoteServices;
  /** Wall time. */
  readonly clock: Clock;
  /** Null until the manifest was read. */
  readonly dataset: DatasetManifest | null;
  /** Loads registers and traces into tables. */
  readonly records: RecordTables;
  /** The models of the third form. */
  readonly whatIf: WhatIfModels;
  /** Lets the page listen to a city of its own. */
  readonly ownCity: OwnCityPort;
  readonly lessons: LessonPorts;
  readonly tours: TourLibrary;
  readonly guides: GuideLibrary;
  readonly settings: SettingsStore;
  /** What keeps a person's work in the browser. */
  readonly storage: WorkStorage;
  /** Makes a file of a project, and a project of a file. */
  readonly projects: ProjectArchives;
  /** The projects that are not open. */
  readonly shelf: ProjectShelf;
  readonly files: FileSaver;
  readonly facts: AppFacts;
  /** The city's time zone, an IANA name such as `Europe/Madrid`. */
  readonly timeZone: string;
}
