/** What a command did: a translation key to name it by, and the way back where there is one. */
export interface ChangeRecord {
  readonly label: string;
  readonly undo?: () => void;
  readonly redo?: () => void;
  /** Changes in a row with the same mark are one step back, such as those of one drag. */
  readonly merge?: string;
}
