import { posix } from 'node:path';
import { type Access, LIBRARY_OWNERS, ROOMS, type Room, WORKER_MAY, WORKER_ROOT } from './house-plan.ts';

export interface ImportFound {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const STATEMENT =
  /(?:^|[;\n])\s*(?:import|export)\s+(type\s+)?(?:([^'"`;]*?)\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+\.[cm]?[tj]sx?)['"]\s*,\s*import\.meta\.url/g;

/** Every module a source text names: static and dynamic imports, re-exports and worker addresses. */
export function importsOf(source: string): ImportFound[] {
  const text = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...text.matchAll(STATEMENT)].map(([, type, names, fixed, dynamic, address]) => ({
    specifier: (fixed ?? dynamic ?? address)!,
    typeOnly: type !== undefined || (names !== undefined && everyNameIsType(names)),
  }));
}

/** `{ type A, type B }` imports types only, though the statement does not say so as a whole. */
function everyNameIsType(names: string): boolean {
  const inside = /^\{([\s\S]*)\}$/.exec(names.trim());
  if (inside === null) return false;
  const parts = inside[1]!
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => part.startsWith('type '));
}

export function roomOf(path: string): Room | undefined {
  return ROOMS.filter((room) => path.startsWith(room.path)).sort((a, b) => b.path.length - a.path.length)[0];
}

/** What one file's imports do against the plan, in words; empty when it keeps to it. */
export function violationsOf(path: string, source: string): string[] {
  const room = roomOf(path);
  if (room === undefined) return [`${path}: stands in no room of the plan`];
  const may: Readonly<Record<string, Access>> = WORKER_ROOT.test(path) ? WORKER_MAY : room.may;
  const found: string[] = [];
  for (const { specifier, typeOnly } of importsOf(source)) {
    if (!specifier.startsWith('.')) {
      const library = Object.keys(LIBRARY_OWNERS).find((name) =>
        name.endsWith('/') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`),
      );
      const owners = library === undefined ? undefined : LIBRARY_OWNERS[library]!;
      if (owners !== undefined && !owners.some((owner) => path.startsWith(owner))) {
        found.push(`${path}: imports ${specifier}, which belongs to ${owners.join(', ')}`);
      }
      continue;
    }
    const target = posix.normalize(posix.join(posix.dirname(path), specifier.replace(/\?.*$/, '')));
    const targetRoom = roomOf(target);
    if (targetRoom === undefined) {
      if (/\.(css|svg|json|woff2)$/.test(target)) continue;
      found.push(`${path}: imports ${target}, which stands in no room`);
      continue;
    }
    if (targetRoom.name === room.name) continue;
    const access = may[targetRoom.name];
    if (access === undefined) found.push(`${path}: ${room.name} may not import ${targetRoom.name} (${target})`);
    else if (access === 'types' && !typeOnly)
      found.push(`${path}: ${room.name} may import only types of ${targetRoom.name} (${target})`);
  }
  return found;
}
