export function nodeProblem(version?: string): string | null;
export function ensureDependencies(root: string, say?: (line: string) => void): Promise<boolean>;
export function sourcesHash(root: string): Promise<string>;
export function markBuilt(root: string, hash: string): Promise<void>;
export function ensureBuild(root: string, say?: (line: string) => void): Promise<boolean>;
