import { forgetInTab, keepInTab, keptInTab } from './tab-memory.ts';

/** Random text that needs no secure context, unlike `randomUUID`. */
export function randomName(): string {
  const random = crypto.getRandomValues(new Uint32Array(3));
  return Array.from(random, (part) => part.toString(36)).join('');
}

/**
 * A name of this tab that a reload keeps. It is taken while the page is open, so that a duplicated tab, which inherits
 * what the tab keeps, has another.
 */
export function takeTabName(): string {
  const name = keptInTab('tab') ?? randomName();
  forgetInTab('tab');
  window.addEventListener('pagehide', () => keepInTab('tab', name));
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) forgetInTab('tab');
  });
  return name;
}
