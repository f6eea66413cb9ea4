/** The tour that is being given: its texts, where it stands, and what the person looked at before it. */
import type { Tour, TourScene, TourStep, TourSuperblock } from '../core/lessons/tours/tour.ts';
import type { Scenario, ScenarioEdit } from '../core/models/scenario/edits.ts';
import type { VirtualClockState } from '../core/stream/virtual-clock.ts';
import type { AppState } from './app-state.ts';

/** What a step sets and the end of the tour puts back. */
export const TOUR_FIELDS = [
  'form',
  'place',
  'layers',
  'remoteLayers',
  'comparison',
  'split',
  'shadows',
  'momentMs',
  'selected',
  'sketch',
  'mapDescribed',
  'attributeTable',
  'modelView',
  'modelTab',
  'draftEdit',
  'scenarioId',
  'draft',
  'lesson',
  'view',
] as const satisfies readonly (keyof AppState)[];

export type FormerView = Pick<AppState, (typeof TOUR_FIELDS)[number]> & {
  readonly clock: Pick<VirtualClockState, 'speed' | 'paused'> | null;
};

export interface TourProblem {
  readonly what: 'sql' | 'scenario' | 'map';
  /** In technical words. */
  readonly detail: string;
}

export interface TourRun {
  readonly name: string;
  readonly tour: Tour;
  readonly stepIndex: number;
  /** Goes up whenever a step is set, be it the same one. */
  readonly visit: number;
  /** `setting` until everything that the step shows was asked for and is there, apart from what the models calculate. */
  readonly status: 'setting' | 'ready';
  readonly problem: TourProblem | null;
  /** Wall ms. */
  readonly startedAtMs: number;
  readonly former: FormerView;
  /** Whether something was started in the city that has to end with the tour. */
  readonly disturbed: boolean;
}

export const TOUR_KEY = 'tour';
/** Ids of scenarios that belong to the tour and go with it. */
const SCENARIO_PREFIX = 'tour-';

export function stepOf({ tour, stepIndex }: Pick<TourRun, 'tour' | 'stepIndex'>): TourStep {
  return tour.steps[stepIndex]!;
}

export function isTourScenario({ id }: Pick<Scenario, 'id'>): boolean {
  return id.startsWith(SCENARIO_PREFIX);
}

/** One id for each superblock of a tour, so that steps about the same one share its rows. */
export function tourScenarioId(tour: Tour, superblock: TourSuperblock): string {
  const key = (scene: TourScene) => JSON.stringify(scene.scenario?.superblock ?? null);
  const first = tour.steps.findIndex(({ scene }) => key(scene) === JSON.stringify(superblock));
  return `${SCENARIO_PREFIX}${first + 1}`;
}

export function tourScenario(id: string, name: string, edits: readonly ScenarioEdit[]): Scenario {
  return { id, name, edits };
}

/** Planned wall ms until the end of a step, 0-based; null where no step up to there says its minutes. */
export function plannedUntilMs({ steps }: Tour, stepIndex: number): number | null {
  const minutes = steps.slice(0, stepIndex + 1).reduce((sum, step) => sum + step.minutes, 0);
  return minutes === 0 ? null : minutes * 60_000;
}

export interface KeptTour {
  readonly name: string;
  readonly stepIndex: number;
  readonly startedAtMs: number;
}

/** Where a tour stood when the page was loaded anew, read as foreign input. */
export function readKeptTour(text: string | null): KeptTour | null {
  if (text === null || text.length > 500) return null;
  try {
    const { name, stepIndex, startedAtMs } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const isSound =
      typeof name === 'string' &&
      /^[a-z0-9-]{1,60}$/.test(name) &&
      Number.isInteger(stepIndex) &&
      (stepIndex as number) >= 0 &&
      typeof startedAtMs === 'number' &&
      Number.isFinite(startedAtMs);
    return isSound ? { name, stepIndex: stepIndex as number, startedAtMs } : null;
  } catch {
    return null;
  }
}
