/**
 * The topic grammar of the stream (docs/glossary.md, "topic"):
 *
 *   city/{city}/{domain}/{kind}/{device}/{obs|status|meta}   what devices say; `status` and `meta` are retained
 *   city/{city}/control/clock                                where the virtual clock stands; retained, by the server
 *   city/{city}/control/clock/set                            what the host page asks of the clock
 *   city/{city}/control/faults                               what is broken and what will be; retained, for the host only
 *   city/{city}/control/faults/set                           what the host page wants broken or mended
 */

export type DeviceLeaf = 'obs' | 'status' | 'meta';

export interface DeviceTopic {
  readonly city: string;
  readonly domain: string;
  readonly kind: string;
  readonly device: string;
  readonly leaf: DeviceLeaf;
}

export type ParsedTopic =
  | ({ readonly type: 'device' } & DeviceTopic)
  | { readonly type: 'clock'; readonly city: string }
  | { readonly type: 'clock-set'; readonly city: string }
  | { readonly type: 'faults'; readonly city: string }
  | { readonly type: 'faults-set'; readonly city: string }
  | { readonly type: 'unknown' };

/** One level of a topic: lower-case letters, digits, hyphen and underscore; never `+`, `#`, `$`, a space or nothing. */
const LEVEL = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const LEAVES: ReadonlySet<string> = new Set(['obs', 'status', 'meta']);

export function isTopicLevel(text: string): boolean {
  return LEVEL.test(text);
}

/** Builds a device topic; a level that would break the grammar (wildcards, slashes, spaces) is a programming error. */
export function deviceTopic(topic: DeviceTopic): string {
  const levels = [topic.city, topic.domain, topic.kind, topic.device];
  for (const level of levels) {
    if (!isTopicLevel(level)) throw new RangeError(`"${level.slice(0, 80)}" cannot be a topic level`);
  }
  return `city/${levels.join('/')}/${topic.leaf}`;
}

export function clockTopic(city: string): string {
  return `city/${city}/control/clock`;
}

export function clockSetTopic(city: string): string {
  return `city/${city}/control/clock/set`;
}

export function faultsTopic(city: string): string {
  return `city/${city}/control/faults`;
}

export function faultsSetTopic(city: string): string {
  return `city/${city}/control/faults/set`;
}

/** Reads any topic; what does not follow the grammar is `unknown`, never an exception. */
export function parseTopic(topic: string): ParsedTopic {
  const levels = topic.split('/');
  const [root, city, domain, kind, device, leaf] = levels;
  if (root !== 'city' || city === undefined || !isTopicLevel(city)) return { type: 'unknown' };
  if (domain === 'control') {
    if (kind !== 'clock' && kind !== 'faults') return { type: 'unknown' };
    if (levels.length === 4) return { type: kind, city };
    if (levels.length === 5 && device === 'set') return { type: `${kind}-set`, city };
    return { type: 'unknown' };
  }
  if (levels.length !== 6 || leaf === undefined || !LEAVES.has(leaf)) return { type: 'unknown' };
  if (![domain, kind, device].every((level) => level !== undefined && isTopicLevel(level))) return { type: 'unknown' };
  return { type: 'device', city, domain: domain!, kind: kind!, device: device!, leaf: leaf as DeviceLeaf };
}
