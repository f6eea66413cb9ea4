export interface ServerOptions {
  readonly port: number;
  readonly mqttPort: number;
  readonly host: string;
  readonly speed: number;
  readonly seed: number;
  readonly start: string;
  readonly broker: string | null;
  readonly pageBroker: string | null;
  readonly accounts: string | null;
  readonly state: string | null;
}
export type OptionsReading =
  | { readonly options: ServerOptions; readonly given: readonly (keyof ServerOptions)[]; readonly problem?: undefined }
  | { readonly problem: string; readonly options?: undefined };
export function helpText(command?: string): string;
export function readOptions(parameters: readonly string[], command?: string): OptionsReading;
export function optionsProblem(parameters: readonly string[]): string | null;
