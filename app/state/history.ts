/** What can be taken back: the change records of commands that know a way back, newest last, bounded. */
export interface Undoable {
  readonly label: string;
  readonly undo: () => void;
  /** Does it once more after it was taken back; without it the way forward ends here. */
  readonly redo?: (() => void) | undefined;
  readonly merge?: string | undefined;
}

export interface History {
  record(change: {
    readonly label: string;
    readonly undo?: () => void;
    readonly redo?: () => void;
    readonly merge?: string;
  }): void;
  /** Takes the newest change back and returns its label; null where there is none. */
  undo(): string | null;
  /** Does again what was taken back last and returns its label; null where nothing is to be done again. */
  redo(): string | null;
  /** Forgets all ways back and forward. */
  clear(): void;
  readonly length: number;
}

export const HISTORY_LIMIT = 100;

export function createHistory(): History {
  const changes: Undoable[] = [];
  let undone: Undoable[] = [];
  return {
    record({ label, undo, redo, merge }) {
      if (undo === undefined) return;
      undone = [];
      // A drag is many changes and one step: the way back is the one from before its first, forward the one of its last.
      const last = changes.at(-1);
      if (merge !== undefined && last?.merge === merge) {
        changes[changes.length - 1] = { ...last, redo };
        return;
      }
      changes.push({ label, undo, redo, merge });
      if (changes.length > HISTORY_LIMIT) changes.shift();
    },
    undo() {
      const last = changes.pop();
      if (last === undefined) return null;
      last.undo();
      undone = last.redo === undefined ? [] : [...undone, last];
      return last.label;
    },
    redo() {
      const next = undone.at(-1);
      if (next?.redo === undefined) return null;
      undone = undone.slice(0, -1);
      next.redo();
      changes.push(next);
      return next.label;
    },
    clear() {
      changes.length = 0;
      undone = [];
    },
    get length() {
      return changes.length;
    },
  };
}
