import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * Tags by content. Size and time would not do: every file of a release carries the same time, and an index.html that only
 * names other hashes has the same size, so that a browser would go on with the page of an older release.
 */
export function entityTags(): (file: string, stats: Stats) => Promise<string> {
  const known = new Map<string, { readonly version: string; readonly tag: Promise<string> }>();
  return (file, stats) => {
    const version = `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`;
    const before = known.get(file);
    if (before?.version === version) return before.tag;
    const tag = hashOf(file);
    // What could not be read now may be readable later.
    tag.catch(() => known.delete(file));
    known.set(file, { version, tag });
    return tag;
  };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return `"${hash.digest('base64url').slice(0, 22)}"`;
}
