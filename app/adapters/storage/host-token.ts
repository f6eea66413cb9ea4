import { keepInTab, keptInTab } from './tab-memory.ts';

/** The token stays with the tab, not in its address: a reload keeps the host page, a projected address does not leak it. */
export function takeHostToken(token: string | null, hideIt: () => void): string | null {
  if (token === null) return keptInTab('host');
  keepInTab('host', token);
  hideIt();
  return token;
}
