/** The shape of `exercise.json`; `exercise.schema.json` in docs/exercises is written from it. */
import * as z from 'zod/mini';

// The page's security policy allows no code made of text.
z.config({ jitless: true });

const FORMAT = 1;
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

function described<T extends z.core.$ZodType>(type: T, description: string): T {
  z.globalRegistry.add(type, { description });
  return type;
}

const tolerance = z.strictObject({
  absolute: described(z._default(z.number().check(z.gte(0)), 0), 'Same unit as the column; seconds for times.'),
  relative: described(z._default(z.number().check(z.gte(0), z.lt(1)), 0), 'Share of the expected value.'),
});

const id = z.string().check(z.regex(NAME), z.maxLength(60));
const column = z.string().check(z.minLength(1), z.maxLength(60));
const seed = z.int().check(z.gte(1), z.lte(1_000_000));

const score = z.strictObject({
  column: described(column, 'The answer’s column that is judged: a link, NULL where the participant left it open.'),
  precision: described(z.number().check(z.gt(0), z.lte(1)), 'Least share of the given links that are right.'),
  recall: described(z.number().check(z.gt(0), z.lte(1)), 'Least share of the true links that are given.'),
  conserve: described(z.optional(column), 'A column of numbers whose sum has to stay that of the truth.'),
});

export const exerciseFactsSchema = z.strictObject({
  $schema: z.optional(z.string()),
  format: z.literal(FORMAT),
  number: described(z.int().check(z.gte(1), z.lte(99)), 'Number in the programme’s list of exercises.'),
  version: described(z.int().check(z.gte(1)), 'Goes up when state, solution or check change.'),
  minutes: described(z.int().check(z.gte(1), z.lte(180)), 'How long a participant needs.'),
  goals: described(
    z.array(z.enum(['LG1', 'LG2', 'LG3'])).check(z.minLength(1)),
    'Learning goals of the programme: LG1 components, LG2 integration, LG3 large-scale management.',
  ),
  quality: described(
    z._default(z.nullable(z.string()), null),
    'Element of data quality by ISO 19157-1:2023; null where none is at stake.',
  ),
  mim: described(
    z._default(z.nullable(z.string().check(z.regex(/\(20\d\d\)$/))), null),
    'Minimal interoperability mechanism, with the year of its framework in brackets at the end.',
  ),
  answer: z.strictObject({
    kind: z.enum(['sql', 'script', 'filters']),
    ordered: described(z._default(z.boolean(), false), 'True where the order of rows is part of the task.'),
    key: described(z._default(z.array(column), []), 'Columns that name a row.'),
    tolerance: z._default(tolerance, { absolute: 0, relative: 0 }),
    tolerances: described(z._default(z.record(column, tolerance), {}), 'By column, where it differs.'),
    runs: described(z._default(z.int().check(z.gte(1), z.lte(5)), 2), 'How often a script is run.'),
    mostFilters: described(z.optional(z.int().check(z.gte(1))), 'For topic filters: how many may be used.'),
    score: described(z.optional(score), 'Judges by shares instead of row by row; needs truth.sql.'),
  }),
  seeds: z.strictObject({
    shown: seed,
    hidden: described(z.array(seed).check(z.minLength(1), z.maxLength(3)), 'Seeds of the states nobody sees.'),
  }),
  mistakes: described(
    z._default(z.record(id, z.strictObject({ match: z.array(column).check(z.minLength(1)) })), {}),
    'For mistakes that some columns show by themselves: which. Every file of mistakes/ counts, whether named here or not.',
  ),
  map: described(
    z._default(z.nullable(z.strictObject({ query: z.string().check(z.minLength(1)) })), null),
    'A query whose rows the map shows: `lon` and `lat` in degrees, or `geom`.',
  ),
  live: described(z._default(z.boolean(), false), 'True where the answer runs unchanged on the app’s own tables.'),
});

export type ExerciseJson = z.output<typeof exerciseFactsSchema>;

/** The schema as JSON Schema, for editors. */
export function exerciseJsonSchema(): unknown {
  return z.toJSONSchema(exerciseFactsSchema, { io: 'input' });
}

/** What is wrong, as `place: words`, or null. */
export function problemOf(error: z.core.$ZodError): string {
  return error.issues
    .map((issue) => {
      const place = issue.path.join('.') || 'the whole';
      const unknown = issue.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')} is not known here)` : '';
      return `${place}: ${issue.message}${unknown}`;
    })
    .join('; ');
}
