/**
 * Writes the notices that the licences of shipped packages ask for: name, version, licence and its text, for every
 * package that a production install holds.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

interface LockEntry {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly folder: string;
}

/** Production packages of the lock file, sorted by name. */
export function shippedPackages(root: string): ShippedPackage[] {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages as Record<string, LockEntry>)
    .filter(([folder, entry]) => folder !== '' && !entry.dev && !entry.devOptional && !entry.optional)
    .map(([folder, entry]) => ({
      name: folder.replace(/^.*node_modules\//, ''),
      version: entry.version,
      licence: entry.license ?? 'see text',
      folder: path.join(root, folder),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/** Packages that are not shipped themselves, but data made from them is. */
const DATA_FROM: readonly { readonly name: string; readonly words: string }[] = [
  {
    name: '@esri/proj-codes',
    words: `The list of coordinate reference systems is made from this package. Copyright Esri; licensed under the Apache
License, version 2.0, whose text stands in this project's LICENSE file. Changed: shortened, and written in PROJ's words.

Codes, areas of use, parameters and transformations of coordinate reference systems are those of the EPSG Geodetic
Parameter Dataset, version 12.029 (https://epsg.org), owned by the International Association of Oil & Gas Producers (IOGP)
and used under its terms of use (https://epsg.org/terms-of-use.html). A subset, in another format; values as published.`,
  },
];

/** The whole notices file as text. */
export function thirdPartyNotices(root: string): string {
  const parts = ['Third-party notices\n\nMaqueta is built from the packages below; each keeps its own licence.\n'];
  for (const { name, version, licence, folder } of shippedPackages(root)) {
    const texts = readdirSync(folder)
      .filter((file) => LICENCE_FILE.test(file))
      .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
    parts.push(`${'-'.repeat(78)}\n${name} ${version} (${licence})\n\n${texts.join('\n\n')}\n`);
  }
  for (const { name, words } of DATA_FROM) {
    const { version, license } = JSON.parse(
      readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'),
    ) as { version: string; license: string };
    parts.push(`${'-'.repeat(78)}\nData made from ${name} ${version} (${license})\n\n${words}\n`);
  }
  return parts.join('\n');
}
