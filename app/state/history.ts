/** What can be taken back: the change records of commands that know a way back, newest last, bounded. */
export interface Undoable {
  readonly label: string;
  readonly undo: () => void;
  readonly merge?: string;
}

export interface History {
  record(change: { readonly label: string; readonly undo?: () => void; readonly merge?: string }): void;
  /** Takes the newest change back and returns its label; null where there is none. */
  undo(): string | null;
  readonly length: number;
}

export const HISTORY_LIMIT = 100;

export function createHistory(): History {
  const changes: Undoable[] = [];
  return {
    record({ label, undo, merge }) {
      if (undo === undefined) return;
      // A drag is many changes and one step: the way back is the one from before its first.
      if (merge !== undefined && changes.at(-1)?.merge === merge) return;
      changes.push(merge === undefined ? { label, undo } : { label, undo, merge });
      if (changes.length > HISTORY_LIMIT) changes.shift();
    },
    undo() {
      const last = changes.pop();
      if (last === undefined) return null;
      last.undo();
      return last.label;
    },
    get length() {
      return changes.length;
    },
  };
}
