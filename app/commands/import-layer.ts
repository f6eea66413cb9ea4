import { quoteIdentifier } from '../core/base/sql-text.ts';
import type { ImportedLayer, ImportPlan, ImportSession, ImportWishes } from '../core/twins/file-importer.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import { NO_IMPORT } from '../state/import-desk.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
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
 * Makes the file that was examined a table, a layer and a card, all of them or none. Taken back, all three go; done again,
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
  const { report } = examination!;
  const table = written.trim();
  const left = new Set(leftOut);
  const plan: ImportPlan = {
    table,
    columns: report.columns.map(({ name }) => name).filter((name) => !left.has(name)),
    ...(draw === null ? {} : { draw }),
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
    const spec = specOf(app, table, layer, facts.title.trim() === '' ? table : facts.title.trim());
    const card = importedCard(table, facts, report, files, ports.clock.now());
    const show = (shown: ImportedLayer) => {
      if (shown.drawn > 0) ports.showGeometry(shown.geometry);
      store.setState((state) => ({
        layers: shown.drawn > 0 ? [...state.layers.filter(({ id }) => id !== table), spec] : state.layers,
        cards: [...state.cards.filter(({ id }) => id !== card.id), card],
        ...(spec.shape === 'surface' && shown.drawn > 0 ? { form: 'layers' as const } : {}),
      }));
    };
    show(layer);
    const { parts } = imports;
    history.record({
      label,
      undo: () => takeBack(app, table, card.id),
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
    const key = layer.drawn === 0 ? 'notice.import-table' : 'notice.import-done';
    giveNotice(app, 'info', key, { table, count: layer.rows, drawn: layer.drawn });
  } catch (error) {
    if (imports.work !== work) return;
    imports.work = null;
    if (work.signal.aborted) {
      // The rows may have been stored before the wish to stop was heard.
      await drop(app, table);
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

function specOf({ store }: AppContext, table: string, { shape }: ImportedLayer, title: string): LayerSpec {
  return {
    id: table,
    title,
    table,
    kind: 'imported',
    shape,
    visible: true,
    opacity: shape === 'surface' ? 0.85 : 1,
    order: 1 + Math.max(-1, ...store.getState().layers.map(({ order }) => order)),
    colour: { type: 'plain' },
    side: 'both',
  };
}

async function drop({ ports }: AppContext, table: string): Promise<void> {
  await ports.database.query(`DROP TABLE IF EXISTS ${quoteIdentifier(table)}`).catch(() => undefined);
}

function takeBack(app: AppContext, table: string, cardId: string): void {
  app.store.setState((state) => ({
    layers: state.layers.filter(({ id }) => id !== table),
    cards: state.cards.filter(({ id }) => id !== cardId),
    selected: state.selected?.layerId === table ? null : state.selected,
  }));
  void drop(app, table);
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
    await drop(app, plan.table);
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
