import { quoteIdentifier } from '../core/base/sql-text.ts';
import type { ImportedLayer, ImportPlan, ImportSession, ImportWishes } from '../core/twins/file-importer.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import { NO_IMPORT } from '../state/import-desk.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { otherTables } from './describe-import.ts';
import { flyToBox } from './fly-to-box.ts';
import { giveNotice } from './give-notice.ts';
import { importedCard } from './imported-card.ts';
import { closeImport } from './open-import.ts';
import { wallScheduler } from './wall-scheduler.ts';

export interface Importing extends ChangeRecord {
  /** Settles when it is on the map, was called off or failed; it never rejects. */
  readonly finished: Promise<void>;
}

const label = 'change.import';

/**
 * Makes the file that was examined a table, a layer and a card, all of them or none; of a file with several kinds of shapes
 * one of each for every kind, if the person wishes so. Taken back, all of them go; done again,
 * the file is read once more as the person wished then.
 */
export function importLayer(app: AppContext): Importing {
  const { step, examination } = app.imports.store.getState();
  // What failed may be tried again, under another name perhaps.
  const isReady = (step === 'examined' || step === 'failed') && examination !== null && app.imports.session !== null;
  return { label, finished: isReady ? run(app, app.imports.session!) : Promise.resolve() };
}

async function run(app: AppContext, session: ImportSession): Promise<void> {
  const { imports, ports, store, history } = app;
  const desk = imports.store;
  const { examination, table: written, facts, files, leftOut, draw, wishes } = desk.getState();
  const others = otherTables(desk.getState());
  const { report } = examination!;
  const table = written.trim();
  const left = new Set(leftOut);
  const plan: ImportPlan = {
    table,
    columns: report.columns.map(({ name }) => name).filter((name) => !left.has(name)),
    ...(draw === null ? {} : { draw }),
    ...(others.length === 0 ? {} : { others }),
  };
  const work = new AbortController();
  imports.work = work;
  desk.setState({ step: 'storing', progress: null, failure: null });
  try {
    const layer = await session.store(plan, {
      signal: work.signal,
      onProgress: (progress) => imports.work === work && desk.setState({ progress }),
    });
    if (work.signal.aborted) throw new Error('cancelled');
    const title = facts.title.trim() === '' ? table : facts.title.trim();
    const tables = tablesOf(plan);
    const cards = tables.map((name, at) => ({
      ...importedCard(name, facts, report, files, ports.clock.now()),
      ...(at === 0 ? {} : { title: name }),
    }));
    const show = (shown: ImportedLayer) => {
      const made = [shown, ...(shown.others ?? [])];
      const drawn = made.flatMap((one, at) => (one.drawn > 0 ? [{ one, at }] : []));
      for (const { one } of drawn) ports.showGeometry(one.geometry);
      const ids = new Set(tables);
      const cardIds = new Set(cards.map(({ id }) => id));
      const isFlat = drawn.some(({ one }) => one.shape === 'surface');
      store.setState((state) => {
        const kept = state.layers.filter(({ id }) => !ids.has(id));
        const specs = drawn.map(({ one, at }, index) =>
          specOf(kept, index, tables[at]!, one, at === 0 ? title : tables[at]!),
        );
        return {
          layers: [...kept, ...specs],
          cards: [...state.cards.filter(({ id }) => !cardIds.has(id)), ...cards],
          ...(isFlat ? { form: 'layers' as const } : {}),
        };
      });
    };
    show(layer);
    const { parts } = imports;
    history.record({
      label,
      undo: () => takeBack(app, tables),
      redo: () => void again(app, parts, wishes, plan).then((shown) => shown !== null && show(shown)),
    });
    imports.work = null;
    // One after the other: to draw the map's new layer, the page without the dialog and the list of layers at once is a
    // tenth of a second and more in which nobody could do anything.
    await breathe(ports);
    closeImport(app);
    await breathe(ports);
    store.setState({ place: 'data' });
    await breathe(ports);
    if (report.bbox !== null) flyToBox(app, report.bbox);
    const made = [layer, ...(layer.others ?? [])];
    const drawn = made.reduce((sum, one) => sum + one.drawn, 0);
    const count = made.reduce((sum, one) => sum + one.rows, 0);
    const key =
      drawn === 0 ? 'notice.import-table' : made.length === 1 ? 'notice.import-done' : 'notice.import-done-several';
    giveNotice(app, 'info', key, { table: tables.join(', '), count, drawn });
  } catch (error) {
    if (imports.work !== work) return;
    imports.work = null;
    if (work.signal.aborted) {
      // The rows may have been stored before the wish to stop was heard.
      await drop(app, tablesOf(plan));
      desk.setState({ ...NO_IMPORT, open: true });
      return;
    }
    desk.setState({ step: 'failed', progress: null, failure: error instanceof Error ? error.message : String(error) });
  }
}

/** Lets the page draw what has changed. */
function breathe({ clock }: AppContext['ports']): Promise<void> {
  return new Promise((resolve) => void wallScheduler(clock).after(0, resolve));
}

/** Every table of a plan, the first of which is the one that was named. */
const tablesOf = (plan: ImportPlan): readonly string[] => [
  plan.table,
  ...(plan.others ?? []).map(({ table }) => table),
];

/** Above all other layers, the first of an import lowest. */
function specOf(
  layers: readonly LayerSpec[],
  index: number,
  table: string,
  { shape }: ImportedLayer,
  title: string,
): LayerSpec {
  return {
    id: table,
    title,
    table,
    kind: 'imported',
    shape,
    visible: true,
    opacity: shape === 'surface' ? 0.85 : 1,
    order: 1 + index + Math.max(-1, ...layers.map(({ order }) => order)),
    colour: { type: 'plain' },
    side: 'both',
  };
}

async function drop({ ports }: AppContext, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await ports.database.query(`DROP TABLE IF EXISTS ${quoteIdentifier(table)}`).catch(() => undefined);
  }
}

function takeBack(app: AppContext, tables: readonly string[]): void {
  const gone = new Set(tables);
  app.store.setState((state) => ({
    layers: state.layers.filter(({ id }) => !gone.has(id)),
    cards: state.cards.filter(({ table }) => !gone.has(table)),
    selected: state.selected !== null && gone.has(state.selected.layerId) ? null : state.selected,
  }));
  void drop(app, tables);
}

/** Null where it could not be done, which is said. */
async function again(
  app: AppContext,
  parts: Parameters<AppContext['ports']['importer']['open']>[0],
  wishes: ImportWishes,
  plan: ImportPlan,
): Promise<ImportedLayer | null> {
  const session = app.ports.importer.open(parts);
  try {
    await drop(app, tablesOf(plan));
    await session.examine(wishes);
    return await session.store(plan);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    giveNotice(app, 'error', 'notice.import-failed', { table: plan.table, detail });
    return null;
  } finally {
    session.close();
  }
}
