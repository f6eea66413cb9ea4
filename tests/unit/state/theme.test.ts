import { expect, it } from 'vitest';
import { effectiveTheme } from '../../../app/state/theme.ts';

it('follows the system only where that was the choice', () => {
  expect(effectiveTheme({ theme: 'system', systemDark: true })).toBe('dark');
  expect(effectiveTheme({ theme: 'system', systemDark: false })).toBe('light');
  expect(effectiveTheme({ theme: 'light', systemDark: true })).toBe('light');
});
