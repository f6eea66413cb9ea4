import { expect, it } from 'vitest';
import { followViewLink, viewLink } from '../../../app/commands/share-view.ts';
import { noticeKeys, testApp } from '../../builders/app-context.ts';
import { fakeScene, VIRTUAL_NOW_MS } from '../../builders/ui-ports.ts';

const VIEW = { lon: 2.1649, lat: 41.3917, heightM: 900, headingDeg: 315, pitchDeg: -40 };

it('shows whoever follows the link the same place, form, moment, layers and colours', () => {
  const sender = testApp({}, { view: VIEW, form: 'layers', momentMs: VIRTUAL_NOW_MS - 3_600_000 });
  sender.store.setState(({ layers }) => ({
    layers: layers.map((layer) => ({ ...layer, visible: layer.id === 'buildings' || layer.id === 'streets' })),
  }));
  const link = viewLink(sender)!;
  const flights: unknown[] = [];
  const reader = testApp({ scene: { ...fakeScene(), flyTo: async (view) => void flights.push(view) } });
  expect(followViewLink(reader, link)).toBe(true);
  const { view, form, momentMs, layers } = reader.store.getState();
  expect({ view, form, momentMs }).toEqual({ view: VIEW, form: 'layers', momentMs: VIRTUAL_NOW_MS - 3_600_000 });
  expect(
    layers
      .filter(({ visible }) => visible)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['buildings', 'streets']);
  expect(layers.find(({ id }) => id === 'buildings')?.colour).toEqual(
    sender.store.getState().layers.find(({ id }) => id === 'buildings')?.colour,
  );
  expect(flights).toEqual([VIEW]);
});

it('waits for the city to tell its time, and says where the moment is gone', () => {
  const reader = testApp({}, { clock: null });
  followViewLink(reader, '#at=2.16,41.39,800,0,-40&time=2020-01-01T10:00Z');
  expect(noticeKeys(reader)).toEqual([]);
  reader.store.setState({ clock: testApp().store.getState().clock });
  expect(reader.store.getState().momentMs).toBeNull();
  expect(noticeKeys(reader)).toEqual(['notice.link-moment']);
});

it('passes over an address that is no link', () => {
  const reader = testApp();
  const before = reader.store.getState();
  expect(followViewLink(reader, '#form=layers')).toBe(false);
  expect(reader.store.getState()).toBe(before);
});
