/** Streets as people speak of them: a stretch between two crossings, both directions together, and what meets it there. */
import type { WhatIfStreet } from './what-if.ts';

export interface StreetBook {
  readonly streets: readonly WhatIfStreet[];
  street(id: string): WhatIfStreet | undefined;
  /** The street and, where there is one, the same stretch the other way; empty for an unknown id. */
  stretch(id: string): readonly string[];
  /** How many stretches ids make up: two directions of one stretch count once, unknown ids one each. */
  stretchCount(ids: readonly string[]): number;
  /** Names in the order of the ids, each once. */
  names(ids: readonly string[]): readonly string[];
  /** Names of those that are avenues: three lanes or more each way. */
  avenuesAmong(ids: readonly string[]): readonly string[];
  /** Names of the streets that meet the stretch at its two ends; '' where none does, as at the edge of the place. */
  between(id: string): readonly [from: string, to: string];
}

const AVENUE_LANES = 3;

export function streetBook(streets: readonly WhatIfStreet[]): StreetBook {
  const byId = new Map(streets.map((street) => [street.id, street]));
  const namesAt = new Map<string, Set<string>>();
  for (const { fromId, toId, name } of streets) {
    for (const node of [fromId, toId]) {
      const names = namesAt.get(node) ?? new Set();
      namesAt.set(node, names.add(name));
    }
  }
  const crossing = (node: string, own: string) => {
    for (const name of namesAt.get(node) ?? []) if (name !== own && name !== '') return name;
    return '';
  };
  const stretch = (id: string): readonly string[] => {
    const street = byId.get(id);
    if (street === undefined) return [];
    return street.oppositeId === null ? [id] : [id, street.oppositeId];
  };
  return {
    streets,
    street: (id) => byId.get(id),
    stretch,
    stretchCount(ids) {
      const seen = new Set<string>();
      for (const id of ids) seen.add([...stretch(id)].sort()[0] ?? id);
      return seen.size;
    },
    avenuesAmong: (ids) => [
      ...new Set(
        ids.flatMap((id) => {
          const street = byId.get(id);
          return street !== undefined && street.oppositeId !== null && street.lanes >= AVENUE_LANES
            ? [street.name]
            : [];
        }),
      ),
    ],
    names: (ids) => [...new Set(ids.map((id) => byId.get(id)?.name ?? id))],
    between(id) {
      const street = byId.get(id);
      if (street === undefined) return ['', ''];
      return [crossing(street.fromId, street.name), crossing(street.toId, street.name)];
    },
  };
}
