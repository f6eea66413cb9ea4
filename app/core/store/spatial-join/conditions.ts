/** Reads conditions as spatial ones between two tables, where that is certain. */
import type { Predicate } from '../../geo/spatial/prepared.ts';
import type { Expressions } from './expressions.ts';
import type { Relation } from './from-clause.ts';
import type { SpatialCatalogue } from './plan.ts';
import type { SelectShape } from './query-shape.ts';
import type { Span } from './token-walk.ts';

/** A condition on two tables, as it stands in the text. */
export interface SpatialCondition {
  readonly predicate: Predicate;
  readonly span: Span;
  readonly relations: readonly [a: Relation, b: Relation];
  readonly values: readonly [a: Span, b: Span];
  readonly metres: { readonly span: Span; readonly of: 'a' | 'b' | null } | null;
  /** False where the pairs only narrow down what the condition itself decides. */
  readonly exact: boolean;
}

type Reading = Pick<SpatialCondition, 'predicate' | 'values' | 'exact'> & { readonly metres: Span | null };

const PREDICATES: ReadonlyMap<string, Predicate> = new Map([
  ['st_contains', 'contains'],
  ['st_within', 'within'],
  ['st_covers', 'covers'],
  ['st_coveredby', 'coveredby'],
  ['st_intersects', 'intersects'],
  ['st_touches', 'touches'],
  ['st_crosses', 'crosses'],
  ['st_overlaps', 'overlaps'],
  ['st_equals', 'equals'],
  ['st_dwithin', 'dwithin'],
]);
const DISTANCE = 'st_distance';
/** A text without one of these has no spatial join. */
export const SPATIAL_WORDS = new RegExp(`\\b(?:${[...PREDICATES.keys(), DISTANCE].join('|')})\\b`, 'i');

export class Conditions {
  constructor(
    private readonly expressions: Expressions,
    private readonly catalogue: SpatialCatalogue,
  ) {}

  /** `visible` are the tables beside each other here, `outer` the query around this one; null where it is not certain. */
  read(span: Span, visible: readonly Relation[], outer: SelectShape | null): SpatialCondition | null {
    const reading = this.predicate(span);
    if (reading === null) return null;
    const tables = reading.values.map((value) => this.relationsOf(value, visible, outer));
    const [a, b] = tables.map((relations) => (relations?.length === 1 ? relations[0]! : null));
    if (!a || !b || a === b) return null;
    let metres: SpatialCondition['metres'] = null;
    if (reading.metres !== null) {
      const of = this.relationsOf(reading.metres, visible, outer);
      if (of === null || of.length > 1 || (of.length === 1 && of[0] !== a && of[0] !== b)) return null;
      metres = { span: reading.metres, of: of.length === 0 ? null : of[0] === a ? 'a' : 'b' };
    }
    return { ...reading, span, relations: [a, b], metres };
  }

  /** Whether a condition is one on columns of this table alone, cheap and without side effects. */
  isFilterOf(span: Span, relation: Relation, visible: readonly Relation[]): boolean {
    const columns = this.expressions.columnsOfFilter(span);
    if (columns === null || columns.length === 0) return false;
    return columns.every(({ qualifier, column }) => this.resolve(qualifier, column, visible, null) === relation);
  }

  private predicate(span: Span): Reading | null {
    const call = this.expressions.call(span);
    if (call !== null) {
      const predicate = PREDICATES.get(call.name);
      const [a, b, metres = null, ...more] = call.arguments;
      if (predicate === undefined || !a || !b || more.length > 0) return null;
      if ((predicate === 'dwithin') !== (metres !== null)) return null;
      return { predicate, values: [a, b], metres, exact: true };
    }
    // ST_Distance(a, b) < metres: what is near enough is found first, the distance itself decides.
    const comparison = this.expressions.comparison(span);
    const distance = comparison && this.expressions.call(comparison.left);
    if (comparison === null || distance?.name !== DISTANCE || distance.arguments.length !== 2) return null;
    const [a, b] = distance.arguments;
    return { predicate: 'dwithin', values: [a!, b!], metres: comparison.right, exact: false };
  }

  /** The tables whose columns a value is made of, each once; null where that is not certain. */
  private relationsOf(
    value: Span,
    visible: readonly Relation[],
    outer: SelectShape | null,
  ): readonly Relation[] | null {
    const columns = this.expressions.columnsOfValue(value, (name) => this.catalogue.isRowFunction(name));
    if (columns === null) return null;
    const found = new Set<Relation>();
    for (const { qualifier, column } of columns) {
      const relation = this.resolve(qualifier, column, visible, outer);
      if (relation === null) return null;
      found.add(relation);
    }
    return [...found];
  }

  private resolve(
    qualifier: string | null,
    column: string,
    visible: readonly Relation[],
    outer: SelectShape | null,
  ): Relation | null {
    const candidates: Relation[] = [];
    for (const relation of visible) {
      const columns = this.columnsOf(relation);
      if (qualifier === null) {
        if (columns === null) return null;
        if (columns.has(column)) candidates.push(relation);
      } else if (relation.alias === qualifier) {
        candidates.push(relation);
      } else if (columns?.has(qualifier)) {
        // That column could be a struct with such a field.
        return null;
      }
    }
    const [found] = candidates;
    if (candidates.length > 1) return null;
    if (found === undefined) return outer && this.resolve(qualifier, column, outer.relations, outer.outer);
    const columns = this.columnsOf(found);
    return columns === null || columns.has(column) ? found : null;
  }

  private columnsOf(relation: Relation): ReadonlySet<string> | null {
    if (relation.source.type !== 'table' || relation.renamesColumns) return null;
    return this.catalogue.relation(relation.source.name)?.columns ?? null;
  }
}
