/**
 * Small settings that outlive a visit: `localStorage` where the browser grants it, the page's memory where it does not
 * (private windows, storage switched off, quota used up). Never throws.
 */
const PREFIX = 'maqueta:';

export function localSettings(): { get(key: string): string | null; set(key: string, value: string): void } {
  const memory = new Map<string, string>();
  return {
    get(key) {
      try {
        return window.localStorage.getItem(PREFIX + key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    set(key, value) {
      memory.set(key, value);
      try {
        window.localStorage.setItem(PREFIX + key, value);
      } catch {
        // Memory has it for as long as the page is open.
      }
    },
  };
}
