import { describe, expect, it } from 'vitest';
import { forgetStored } from '../../../app/commands/forget-stored.ts';
import { tellStorage } from '../../../app/commands/tell-storage.ts';
import { noticeKeys, testApp } from '../../builders/app-context.ts';
import { fakeStorage } from '../../builders/ui-ports.ts';

describe('what keeps work from being kept', () => {
  it('is told once each time it begins', () => {
    const app = testApp();
    const storage = fakeStorage();
    const stop = tellStorage(app, storage);
    expect(noticeKeys(app)).toEqual([]);
    storage.tell({ state: 'full' });
    expect(noticeKeys(app)).toEqual(['notice.storage-full']);
    app.store.setState({ notices: [] });
    storage.tell({ keptBytes: 5 });
    expect(noticeKeys(app)).toEqual([]);
    storage.tell({ state: 'writing' });
    storage.tell({ state: 'full' });
    expect(noticeKeys(app)).toEqual(['notice.storage-full']);
    stop();
  });

  it('is told by name for tables and parts, and another tab’s work is no news', () => {
    const app = testApp();
    const storage = fakeStorage();
    tellStorage(app, storage);
    storage.tell({ state: 'other-tab' });
    expect(noticeKeys(app)).toEqual([]);
    storage.tell({ tooLarge: ['big'] });
    storage.tell({ damaged: ['observations'] });
    expect(app.store.getState().notices.map(({ key, values }) => [key, values.names])).toEqual([
      ['notice.storage-too-large', 'big'],
      ['notice.storage-damaged', 'observations'],
    ]);
  });
});

describe('forgetting what is stored', () => {
  it('clears the store and the settings, and says so', async () => {
    const storage = fakeStorage();
    const app = testApp({ storage });
    app.ports.settings.set('theme', 'dark');
    const { finished, ...change } = forgetStored(app);
    await finished;
    expect(change).toEqual({ label: 'change.forget' });
    expect([storage.forgotten(), app.ports.settings.get('theme')]).toEqual([1, null]);
    expect(noticeKeys(app)).toEqual(['notice.storage-forgotten']);
  });

  it('says so where it could not be done', async () => {
    const storage = { ...fakeStorage(), forget: () => Promise.reject(new Error('locked')) };
    const app = testApp({ storage });
    await forgetStored(app).finished;
    expect(noticeKeys(app)).toEqual(['notice.storage-not-forgotten']);
  });
});
