export declare const BROWSER_FLAGS: string[];
export declare const HOW_TO_GET_A_BROWSER: string;
export declare function findBrowser(): string | null;
export declare function findOrInstallBrowser(say?: (line: string) => void): string | null;
