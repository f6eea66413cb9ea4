export function nodeProblem(version?: string): string | null;
export function ensureDependencies(root: string, say?: (line: string) => void): Promise<boolean>;
export function ensureBuild(root: string, say?: (line: string) => void): Promise<boolean>;
