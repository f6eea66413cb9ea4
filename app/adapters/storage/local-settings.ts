/**
 * Small settings that outlive a visit: `localStorage` where the browser grants it, the page's memory where it does not
 * (private windows, storage switched off, quota used up). Never throws.
 */
const PREFIX = 'maqueta:';

export interface LocalSettings {
  get(key: string): string | null;
  set(key: string, value: string): void;
  /** Forgets everything; what is set from here on lasts as long as the page. */
  forgetAll(): void;
}

export function localSettings(): LocalSettings {
  const memory = new Map<string, string>();
  let lasting = true;
  return {
    forgetAll() {
      lasting = false;
      memory.clear();
      try {
        for (const key of Object.keys(window.localStorage)) {
          if (key.startsWith(PREFIX)) window.localStorage.removeItem(key);
        }
      } catch {
        // Not granted: nothing was kept.
      }
    },
    get(key) {
      try {
        return window.localStorage.getItem(PREFIX + key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    set(key, value) {
      memory.set(key, value);
      if (!lasting) return;
      try {
        window.localStorage.setItem(PREFIX + key, value);
      } catch {
        // Memory has it for as long as the page is open.
      }
    },
  };
}
