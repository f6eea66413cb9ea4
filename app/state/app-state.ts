/**
 * What the app looks at, and how: ids, specs and versions. Rows stay in the database, geometry in buffers; whatever is
 * here could be written to a project file.
 */
import type { DatasetCard } from '../core/catalogue/dataset-card.ts';
import type { RecordProblem, RecordProgress } from '../core/catalogue/record-tables.ts';
import type { LessonWorks } from '../core/lessons/progress/exercise-work.ts';
import type { Scenario } from '../core/models/scenario/edits.ts';
import type { ChainSettings } from '../core/models/scenario/settings.ts';
import type { QueryErrorCode, QueryErrorKind } from '../core/store/database.ts';
import type { FaultReport } from '../core/stream/fault-message.ts';
import type { VirtualClockState } from '../core/stream/virtual-clock.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { RemoteLayer } from '../core/twins/remote-layer.ts';
import type { CameraView } from '../core/twins/scene-renderer.ts';
import type { CurrentProject, ProjectWork } from './current-project.ts';
import type { FormNote } from './form-rule.ts';
import type { LayerValues } from './layer-values.ts';
import type { LessonView } from './lessons.ts';
import type { FitRun } from './model-fit.ts';
import type { CompareRun, EditDraft, Explored, ExploreRun, ModelTab, ModelView, ScenarioRun } from './model-state.ts';
import type { OwnCityState } from './own-city.ts';
import type { OwnPlaceState } from './own-place.ts';
import type { PlaceAnalyses } from './place-analyses.ts';
import type { Sketch } from './sketch.ts';
import type { StreamJoin } from './stream-joins.ts';
import type { StreetTripsRun } from './street-trips.ts';
import type { TourRun } from './tour.ts';

export type Form = '3d' | 'layers' | 'model';

/** The places of the left rail; one open at a time. `query` opens the dock, the others a sheet. */
export type Place = 'data' | 'stream' | 'model' | 'query' | 'learn';

export type ThemeChoice = 'system' | 'light' | 'dark';

export type MotionChoice = 'system' | 'reduced';

export interface FeatureRef {
  readonly layerId: string;
  readonly featureId: string;
}

/** Two attributes of one layer, side by side. */
export interface Comparison {
  readonly layerId: string;
  readonly left: string;
  readonly right: string;
}

/** What happens to the query in the editor. The rows themselves are on the result shelf, under `resultVersion`. */
export interface QueryRun {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  /** The text that was run, which is not always the text in the editor. */
  readonly sql: string;
  /** Where that text begins in the editor's: more than 0 when a selection was run. */
  readonly offset: number;
  readonly startedAtMs: number;
  readonly resultVersion: number;
  readonly live: boolean;
  readonly error: QueryProblem | null;
}

export interface QueryProblem {
  readonly kind: QueryErrorKind;
  /** A finer reason where the house has something to say. */
  readonly code: QueryErrorCode | null;
  /** The database's own words. */
  readonly message: string;
  /** Offset of the first character concerned, 0-based. */
  readonly position: number | null;
}

/** A notice for the person: a translation key with its values; text from data only as a value, never as markup. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'warning' | 'error';
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** How far the opening of the page has come; null once everything is there. */
export interface Opening {
  readonly layersDone: number;
  /** 0 until the manifest was read. */
  readonly layersAll: number;
  readonly databaseBytes: number;
  /** 0 where the server does not say. */
  readonly databaseTotalBytes: number;
  readonly databaseReady: boolean;
}

/** How far a table of records has come. */
export type RecordLoad =
  | RecordProgress
  | { readonly step: 'ready' }
  | { readonly step: 'failed'; readonly problem: RecordProblem; readonly detail: string };

export interface AppState {
  readonly started: boolean;
  readonly form: Form;
  readonly place: Place | null;
  /** BCP 47 tag of the language that the page is in. */
  readonly language: string;
  readonly theme: ThemeChoice;
  /** What the system asks for; counts while `theme` is `system`. */
  readonly systemDark: boolean;
  readonly motion: MotionChoice;
  /** Whether the system asks for reduced motion; counts while `motion` is `system`. */
  readonly systemStill: boolean;
  readonly presenter: boolean;
  readonly dockHeightPx: number;
  readonly layers: readonly LayerSpec[];
  /** Layers asked for by address; only a person switches one on, for this visit. */
  readonly remoteLayers: readonly RemoteLayer[];
  /** Cards of the person's own tables, in the order in which they came. */
  readonly cards: readonly DatasetCard[];
  /** The project that is open. */
  readonly project: CurrentProject;
  readonly projectWork: ProjectWork;
  /** By the id in the scene: how fresh and how many a layer's values are. */
  readonly layerValues: Readonly<Record<string, LayerValues>>;
  readonly selected: FeatureRef | null;
  /** Places that are being put on the map, to measure or to draw; null while none are. */
  readonly sketch: Sketch | null;
  /** Whether the map is told in words beside it. */
  readonly mapDescribed: boolean;
  /** The layer whose table is open below the map. */
  readonly attributeTable: string | null;
  readonly comparison: Comparison | null;
  /** Where the split line stands, 0–1 from the left; used while `comparison` is not null. */
  readonly split: number;
  readonly view: CameraView | null;
  /** Where the city's clock stands; null until the stream told. */
  readonly clock: VirtualClockState | null;
  /** A past moment (ms UTC, virtual) that is shown instead of now; null for now. */
  readonly momentMs: number | null;
  readonly shadows: boolean;
  /** The text in the query editor. */
  readonly draft: string;
  /** Wall milliseconds after which a query is cancelled. */
  readonly timeLimitMs: number;
  readonly query: QueryRun;
  /** What is broken and what will be; null on a participant's page, which is not told. */
  readonly faults: FaultReport | null;
  readonly notices: readonly Notice[];
  readonly opening: Opening | null;
  /** Registers and traces by table; what is not in it was not asked for. */
  readonly recordLoads: Readonly<Record<string, RecordLoad>>;
  /** A person's what-ifs; the edits are the whole of them. */
  readonly scenarios: readonly Scenario[];
  /** The one that is looked at; null for the baseline. */
  readonly scenarioId: string | null;
  readonly modelView: ModelView;
  /** The part of the what-if sheet that is open. */
  readonly modelTab: ModelTab;
  /** The edit for which streets are being picked on the map; null when none is. */
  readonly draftEdit: EditDraft | null;
  readonly scenarioRun: ScenarioRun;
  readonly exploreRun: ExploreRun;
  /** By scenario: the edits whose rows are in the database (`scenarioKey`). What is not in it is to be calculated. */
  readonly calculated: Readonly<Record<string, string>>;
  /** By scenario: what its draws said, as long as their rows are in the database. */
  readonly explored: Readonly<Record<string, Explored>>;
  /** Scenarios that are looked at beside each other, in their order. */
  readonly comparedIds: readonly string[];
  readonly compareRun: CompareRun;
  readonly placeAnalyses: PlaceAnalyses;
  readonly streetTrips: StreetTripsRun;
  /** The place the models work on. */
  readonly ownPlace: OwnPlaceState;
  /** Virtual sensors, and the city that may run on them in this page. */
  readonly ownCity: OwnCityState;
  /** How the models meet the stations. */
  readonly fitRun: FitRun;
  /** The dialog that joins with the stream, and the table it was opened for; null while it is closed. */
  readonly joinDialog: { readonly table: string | null } | null;
  /** What each table was last joined with. */
  readonly streamJoins: Readonly<Record<string, StreamJoin>>;
  readonly lesson: LessonView;
  /** What the participant did in each exercise. */
  readonly lessonWorks: LessonWorks;
  /** Questions that were asked which form fits them, newest first. */
  readonly formNotes: readonly FormNote[];
  /** The tour that is being given; null while none is. */
  readonly tour: TourRun | null;
  /** How the models calculate, for the baseline and every scenario. */
  readonly modelSettings: ChainSettings;
}
