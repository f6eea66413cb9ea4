/** A tour as read from its file (docs/tours/README.md says how one is written). */

export type TourForm = '3d' | 'layers' | 'model';
export const TOUR_FORMS: readonly TourForm[] = ['3d', 'layers', 'model'];

/** The sheets that a step can open. */
export type TourPanel = 'none' | 'data' | 'stream' | 'model' | 'query' | 'learn';
export const TOUR_PANELS: readonly TourPanel[] = ['none', 'data', 'stream', 'model', 'query', 'learn'];

/** Parts of the what-if sheet. */
export type TourTab = 'changes' | 'results' | 'sure' | 'fit' | 'compare' | 'place' | 'behind';
export const TOUR_TABS: readonly TourTab[] = ['changes', 'results', 'sure', 'fit', 'compare', 'place', 'behind'];

export type TourShow = 'before' | 'after' | 'change' | 'swipe';
export const TOUR_SHOWS: readonly TourShow[] = ['before', 'after', 'change', 'swipe'];
export type TourMeasure = 'no2' | 'lden' | 'lnight';
export const TOUR_MEASURES: readonly TourMeasure[] = ['no2', 'lden', 'lnight'];

/** Where the camera stands: degrees, and metres above the ground. Pitch −90 looks straight down. */
export interface TourCamera {
  readonly lon: number;
  readonly lat: number;
  readonly heightM: number;
  readonly headingDeg: number;
  readonly pitchDeg: number;
}

/** A superblock as far as a text can name one: in the middle of the place, or between four streets. */
export type TourSuperblock = 'middle' | readonly [string, string, string, string];

export interface TourScenario {
  readonly name: string;
  readonly superblock: TourSuperblock;
  /** True: the thousand draws are run as well, so that the map hatches what is not sure. */
  readonly draws: boolean;
}

/** How the map's layers are coloured: by an attribute, or `plain`. */
export type TourColours = Readonly<Record<string, string>>;

/** All that a step sets. What its block leaves out has its default here, so that nothing of the step before is left. */
export interface TourScene {
  readonly form: TourForm;
  readonly camera: TourCamera;
  /** Ids of the layers that are shown; null for those that a visit begins with. */
  readonly layers: readonly string[] | null;
  readonly colours: TourColours;
  readonly shadows: boolean;
  /** Minutes after local midnight; null for now. */
  readonly timeMinutes: number | null;
  /** Virtual seconds a second; null for what it was before the tour. */
  readonly speed: number | null;
  readonly paused: boolean;
  readonly scenario: TourScenario | null;
  readonly show: TourShow;
  readonly measure: TourMeasure;
  readonly compare: { readonly layer: string; readonly left: string; readonly right: string } | null;
  readonly panel: TourPanel;
  readonly tab: TourTab;
  /** What is picked for the inspector. */
  readonly pick: { readonly layer: string; readonly feature: string } | null;
  readonly sql: string | null;
  /** The layer that the rows of `sql` colour, by their feature_id; null where they are a table to read. */
  readonly onMap: string | null;
}

/** The parts of a step's text, each Markdown; empty where the step has none. */
export interface TourTexts {
  /** For the audience. */
  readonly text: string;
  readonly strength: string;
  readonly weakness: string;
  readonly question: string;
  readonly tryIt: string;
  /** For the speaker. */
  readonly notes: string;
}

export interface TourStep extends TourTexts {
  readonly title: string;
  /** Planned; 0 where the author did not say. */
  readonly minutes: number;
  readonly scene: TourScene;
}

export interface TourFacts {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** BCP 47. */
  readonly language: string;
  /** One sentence for the list. */
  readonly summary: string;
}

export interface Tour extends TourFacts {
  readonly steps: readonly TourStep[];
}

/** What the index says of a tour before it is fetched. */
export interface TourEntry {
  readonly name: string;
  readonly steps: number;
  /** By language; `en` is not always there, at least one is. */
  readonly languages: Readonly<Record<string, Pick<TourFacts, 'title' | 'minutes' | 'summary'>>>;
}

/** Tours that came with the page. Both reject with an Error in plain words. */
export interface TourLibrary {
  list(): Promise<readonly TourEntry[]>;
  /** In the language asked for, else in English, else in the first there is. */
  read(name: string, language: string): Promise<Tour>;
}
