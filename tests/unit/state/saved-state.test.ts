import { describe, expect, it } from 'vitest';
import { savedState } from '../../../app/state/saved-state.ts';

const from = (settings: Record<string, string>) => savedState((key) => settings[key] ?? null);

describe('what a former visit left', () => {
  it('is taken up again', () => {
    const settings = { started: 'yes', theme: 'dark', presenter: 'yes', 'dock-height': '420', draft: 'SELECT 1' };
    expect(from(settings)).toEqual({
      started: true,
      presenter: true,
      theme: 'dark',
      dockHeightPx: 420,
      draft: 'SELECT 1',
    });
  });

  it('is passed over where it makes no sense', () => {
    expect(from({ theme: 'pink', 'dock-height': '-3', 'time-limit': 'soon' })).toEqual({
      started: false,
      presenter: false,
    });
  });
});
