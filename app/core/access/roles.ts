import { parseTopic } from '../stream/topics.ts';

/**
 * Who may say and hear what on the broker. Everything that is not allowed here is refused.
 *
 * public: anyone who opens the page, without a name · device: a city's own sensor, by name · simulator: the city
 * process · host: the trainer's page · admin: whoever runs the installation.
 */
export type Role =
  | { readonly type: 'public' }
  | { readonly type: 'device'; readonly city: string; readonly device: string }
  | { readonly type: 'simulator'; readonly city: string }
  | { readonly type: 'host'; readonly city: string }
  | { readonly type: 'admin' };

export const PUBLIC: Role = { type: 'public' };

/** May this role publish to this topic? */
export function mayPublish(role: Role, topic: string): boolean {
  const parsed = parseTopic(topic);
  switch (role.type) {
    case 'public':
      return false;
    case 'device':
      return parsed.type === 'device' && parsed.city === role.city && parsed.device === role.device;
    case 'simulator':
      return (
        ['device', 'clock', 'faults'].includes(parsed.type) && parsed.type !== 'unknown' && parsed.city === role.city
      );
    case 'host':
      return (parsed.type === 'clock-set' || parsed.type === 'faults-set') && parsed.city === role.city;
    case 'admin':
      return parsed.type !== 'unknown';
  }
}

/**
 * May a message on this topic reach this role, whatever filter it subscribed with? What is broken, and what will be, is
 * the answer to half of the exercises: only who may break sensors, or runs the installation, hears of it.
 */
export function mayReceive(role: Role, topic: string): boolean {
  // The plain case costs no parsing: every message to every page passes here.
  if (!topic.includes('/control/faults')) return true;
  const parsed = parseTopic(topic);
  if (parsed.type !== 'faults' && parsed.type !== 'faults-set') return true;
  return role.type === 'admin' || (role.type === 'host' && role.city === parsed.city);
}

/**
 * May this role subscribe with this filter? Anyone may hear the city: filters under `city/`. A bare `#` or `+/…`
 * would also match whatever else a broker carries, and `$SYS` tells who is connected: refused.
 */
export function maySubscribe(role: Role, filter: string): boolean {
  const topic = parseTopic(filter);
  if (topic.type !== 'unknown' && !mayReceive(role, filter)) return false;
  const levels = filter.split('/');
  if (levels[0] !== 'city' || levels.length < 2 || levels.length > 8 || filter.length > 512) return false;
  // `#` stands alone at the end, `+` stands alone in its level (MQTT 3.1.1, 4.7.1).
  return levels.every((level, i) => (level === '#' ? i === levels.length - 1 : level === '+' || !/[+#]/.test(level)));
}
