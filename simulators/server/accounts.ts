import { readFileSync } from 'node:fs';
import type { Role } from '../../app/core/access/roles.ts';
import { isTopicLevel } from '../../app/core/stream/topics.ts';
import type { Account } from './broker.ts';

/**
 * Accounts of a city's own devices, from a JSON file: `[{"username","password","role":"device","device":"air-007"}]`;
 * `role` is `device`, `simulator` or `admin`. The host's account is made by the server itself.
 */
export function readAccounts(file: string, city: string): readonly Account[] {
  let entries: unknown;
  try {
    entries = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`--accounts ${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
  if (!Array.isArray(entries)) throw new Error(`--accounts ${file}: a list of accounts is expected`);
  return entries.map((entry: Record<string, unknown> | null, index) => {
    const wrong = (what: string) => new Error(`--accounts ${file}: account ${index + 1} ${what}`);
    const { username, password, role, device } = entry ?? {};
    if (typeof username !== 'string' || username === '' || username === 'host')
      throw wrong('needs a username (not "host")');
    if (typeof password !== 'string' || password.length < 8)
      throw wrong('needs a password of eight characters or more');
    return { username, password, role: readRole(role, device, city) ?? failWith(wrong('has no known role')) };
  });
}

function readRole(role: unknown, device: unknown, city: string): Role | null {
  if (role === 'admin') return { type: 'admin' };
  if (role === 'simulator') return { type: 'simulator', city };
  if (role === 'device' && typeof device === 'string' && isTopicLevel(device)) return { type: 'device', city, device };
  return null;
}

function failWith(error: Error): never {
  throw error;
}
