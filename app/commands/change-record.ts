/** What a command did: a translation key to name it by, and the way back where there is one. */
export interface ChangeRecord {
  readonly label: string;
  readonly undo?: () => void;
}
