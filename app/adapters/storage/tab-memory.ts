/**
 * What belongs to this tab alone and outlives a reload: `sessionStorage` where the browser grants it, else nothing is
 * remembered. Never throws.
 */
const PREFIX = 'maqueta:';

/** Keeps a value for the tab's life. */
export function keepInTab(key: string, value: string): void {
  try {
    sessionStorage.setItem(PREFIX + key, value);
  } catch {
    // Not granted: a reload begins anew.
  }
}

export function keptInTab(key: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function forgetInTab(key: string): void {
  try {
    sessionStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
}
