/**
 * Where a page finds its stream: `maqueta.json` beside index.html. The server answers it itself; a static build carries
 * one that says `embedded`; whoever has another broker edits it (README, "Another broker").
 */
import { fail, ok, type Result } from '../base/result.ts';
import { isTopicLevel } from './topics.ts';

export type Connection =
  /** The city runs in a worker of the page. */
  | { readonly mode: 'embedded'; readonly city: string; readonly version: string }
  | {
      readonly mode: 'server';
      readonly city: string;
      readonly version: string;
      /** Absolute `ws://` or `wss://`, or a path on the page's own host. */
      readonly mqtt: string;
      /** Address or path of the last 24 virtual hours; null where the broker stands alone. */
      readonly history: string | null;
      /** True for a broker that is not the page's own server: it may hold messages over an interruption. */
      readonly foreignBroker: boolean;
    };

export type ConnectionIssue = 'not-json' | 'unknown-mode' | 'bad-city' | 'bad-address';

const isPath = (value: unknown): value is string => typeof value === 'string' && /^\/[^/]/.test(value);

/** Reads `maqueta.json`; what it does not say in so many words is an issue, never a guess. */
export function readConnection(text: string): Result<Connection, ConnectionIssue> {
  let fields: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return fail('not-json');
    fields = parsed as Record<string, unknown>;
  } catch {
    return fail('not-json', text.slice(0, 80));
  }
  const { mode, city, mqttPath, mqttUrl, historyPath } = fields;
  const version = typeof fields.version === 'string' ? fields.version.slice(0, 40) : '';
  if (typeof city !== 'string' || !isTopicLevel(city)) return fail('bad-city', String(city).slice(0, 80));
  if (mode === 'embedded') return ok({ mode, city, version });
  if (mode !== 'server') return fail('unknown-mode', String(mode).slice(0, 80));
  const foreignBroker = typeof mqttUrl === 'string';
  const mqtt = foreignBroker ? mqttUrl : mqttPath;
  if (foreignBroker ? !/^wss?:\/\/[^\s]+$/.test(mqttUrl) : !isPath(mqtt)) {
    return fail('bad-address', String(mqtt).slice(0, 80));
  }
  const history = isPath(historyPath) ? historyPath : null;
  return ok({ mode, city, version, mqtt: mqtt as string, history, foreignBroker });
}
