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
      return (parsed.type === 'device' || parsed.type === 'clock') && parsed.city === role.city;
    case 'host':
      return parsed.type === 'clock-set' && parsed.city === role.city;
    case 'admin':
      return parsed.type !== 'unknown';
  }
}

/**
 * May this role subscribe with this filter? Anyone may hear the city: filters under `city/`. A bare `#` or `+/…`
 * would also match whatever else a broker carries, and `$SYS` tells who is connected: refused.
 */
export function maySubscribe(_role: Role, filter: string): boolean {
  const levels = filter.split('/');
  if (levels[0] !== 'city' || levels.length < 2 || levels.length > 8 || filter.length > 512) return false;
  // `#` stands alone at the end, `+` stands alone in its level (MQTT 3.1.1, 4.7.1).
  return levels.every((level, i) => (level === '#' ? i === levels.length - 1 : level === '+' || !/[+#]/.test(level)));
}
