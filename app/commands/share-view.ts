import { readViewLink, type SharedView, writeViewLink } from '../core/project/view-link.ts';
import { PAST_REACH_MS, virtualNow } from '../state/effective-time.ts';
import type { AppContext } from './app-context.ts';
import { colourLayerBy } from './colour-layer-by.ts';
import { giveNotice } from './give-notice.ts';
import type { Ports } from './ports.ts';

export interface LinkContext {
  readonly store: AppContext['store'];
  readonly ports: Pick<Ports, 'scene' | 'clock'>;
}

/** The part of the address behind `#` for what is looked at; null until the map told where the camera stands. */
export function viewLink({ store }: Pick<AppContext, 'store'>): string | null {
  const { view, form, momentMs, layers } = store.getState();
  if (view === null) return null;
  const coloured = layers.flatMap(({ id, colour, visible }) =>
    !visible || colour.type === 'plain' ? [] : [[id, colour.attribute] as const],
  );
  return writeViewLink({
    ...view,
    form,
    momentMs,
    layers: layers.filter(({ visible }) => visible).map(({ id }) => id),
    colouredBy: Object.fromEntries(coloured),
  });
}

/**
 * Shows what a link says, as far as it is here: layers of other projects are not. Answers whether there was a link. A
 * moment that the city's clock has left behind is said and not shown.
 */
export function followViewLink(app: LinkContext, hash: string): boolean {
  const shared = readViewLink(hash);
  if (shared === null) return false;
  const { store, ports } = app;
  const { lon, lat, heightM, headingDeg, pitchDeg, form, layers, colouredBy } = shared;
  const view = { lon, lat, heightM, headingDeg, pitchDeg };
  store.setState((state) => ({
    view,
    ...(form === null ? {} : { form }),
    started: true,
    layers:
      layers === null ? state.layers : state.layers.map((layer) => ({ ...layer, visible: layers.includes(layer.id) })),
  }));
  for (const [layerId, attribute] of Object.entries(colouredBy)) {
    const layer = store.getState().layers.find(({ id }) => id === layerId);
    const isShown = layers === null || layers.includes(layerId);
    if (layer !== undefined && isShown) colourLayerBy(app, layerId, attribute);
  }
  void ports.scene?.flyTo(view, 0);
  if (shared.momentMs !== null) showMoment(app, shared);
  return true;
}

/** Once the city told where its clock stands. */
function showMoment({ store, ports }: LinkContext, { momentMs }: Pick<SharedView, 'momentMs'>): void {
  const now = virtualNow(store.getState().clock, ports.clock.now());
  if (now === null) {
    const stop = store.subscribe(({ clock }) => {
      if (clock === null) return;
      stop();
      showMoment({ store, ports }, { momentMs });
    });
  } else if (momentMs !== null && momentMs <= now && momentMs >= now - PAST_REACH_MS) {
    store.setState({ momentMs });
  } else if (momentMs !== null) {
    giveNotice({ store }, 'info', 'notice.link-moment', { time: new Date(momentMs).toISOString().slice(0, 16) });
  }
}
