/** The ways in which GeoJSON files say their reference system: the member of 2008 in its variants, and JSON-FG's. */
import type { DeclaredCrs } from '../doctor/feature-source.ts';

const LONGEST = 2_000;

export interface CrsStatement {
  /** Null where the file says that there is none. */
  readonly declared: DeclaredCrs | null;
  /** Not the `{type: "name"}` that most programs write. */
  readonly oldStyle: boolean;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const named = (text: string): DeclaredCrs => ({ text: text.slice(0, LONGEST), form: 'name' });

/** A `crs` member (GeoJSON 2008, section 3), as files have it. Null where it says nothing that can be read. */
export function crsStatementOf(member: unknown): CrsStatement | null {
  if (member === null) return { declared: null, oldStyle: false };
  if (typeof member === 'string') return { declared: named(member), oldStyle: true };
  if (!isObject(member)) return null;
  const inner = isObject(member.properties) ? member.properties : member;
  const type = typeof member.type === 'string' ? member.type.toLowerCase() : '';
  if (typeof inner.name === 'string') return { declared: named(inner.name), oldStyle: type !== 'name' };
  const code = inner.code ?? inner.srid ?? inner.wkid;
  if (typeof code === 'string' || typeof code === 'number') {
    const text = /^\d+$/.test(String(code)) ? `EPSG:${code}` : String(code);
    return { declared: named(text), oldStyle: true };
  }
  const address = inner.urn ?? inner.href ?? inner.url ?? inner.link;
  return typeof address === 'string' ? { declared: named(address), oldStyle: true } : null;
}

/** `coordRefSys` of JSON-FG: an address, `[EPSG:28992]`, a reference object, or a list of them of which the first counts. */
export function coordRefSysOf(member: unknown): DeclaredCrs | null {
  if (typeof member === 'string') return named(member.replace(/^\[(.*)\]$/, '$1'));
  if (Array.isArray(member)) return coordRefSysOf(member[0]);
  return isObject(member) && typeof member.href === 'string' ? named(member.href) : null;
}
