/** The files of a new exercise: small, whole, and passing its own trial but for the languages that are still to be written. */

const STATE = `-- Makes what the participant finds. $seed is a whole number; uniform(key) and normal(key) give the same every time.
CREATE TABLE counts AS
SELECT
  'counter-' || counter AS sensor_id,
  TIMESTAMP '2024-11-07 00:00:00' + hour * INTERVAL 1 HOUR AS phenomenon_time,
  CASE WHEN uniform('gap ' || counter || '/' || hour) < 0.05 THEN NULL
       ELSE round(200 + 40 * normal('count ' || counter || '/' || hour)) END AS vehicles
FROM range(1, 6) AS counters(counter), range(24) AS hours(hour)
ORDER BY sensor_id, phenomenon_time;
`;

const SOLUTION = `SELECT sensor_id, sum(vehicles) AS vehicles, count(vehicles) AS hours
FROM counts
GROUP BY sensor_id
`;

const MISTAKES: Readonly<Record<string, readonly [sql: string, message: string]>> = {
  'gaps-counted': [
    'SELECT sensor_id, sum(vehicles) AS vehicles, count(*) AS hours FROM counts GROUP BY sensor_id\n',
    'You counted every row, also those without a value. `count(*)` counts rows, `count(vehicles)` counts values.',
  ],
  'mean-for-sum': [
    'SELECT sensor_id, avg(vehicles) AS vehicles, count(vehicles) AS hours FROM counts GROUP BY sensor_id\n',
    'These are means of an hour. A total of the day is a sum.',
  ],
  'largest-hour': [
    'SELECT sensor_id, max(vehicles) AS vehicles, count(vehicles) AS hours FROM counts GROUP BY sensor_id\n',
    'These are the busiest hours. A total of the day is a sum.',
  ],
  'one-counter-only': [
    "SELECT sensor_id, sum(vehicles) AS vehicles, count(vehicles) AS hours FROM counts WHERE sensor_id = 'counter-1' GROUP BY sensor_id\n",
    'Only the first counter is here. The task asks for all of them.',
  ],
  'morning-only': [
    "SELECT sensor_id, sum(vehicles) AS vehicles, count(vehicles) AS hours FROM counts WHERE phenomenon_time < TIMESTAMP '2024-11-07 12:00:00' GROUP BY sensor_id\n",
    'This is the morning. The task asks for the whole day.',
  ],
};

/** Path in the folder → text. */
export function newExerciseFiles(number: number, name: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const facts = {
    $schema: '../exercise.schema.json',
    format: 1,
    number,
    version: 1,
    minutes: 10,
    goals: ['LG1'],
    quality: 'completeness: omission',
    mim: null,
    answer: { kind: 'sql', ordered: false, key: ['sensor_id'], tolerance: { absolute: 1e-6, relative: 0 } },
    seeds: { shown: 1, hidden: [2] },
    map: null,
    live: false,
  };
  files.set('exercise.json', `${JSON.stringify(facts, null, 2)}\n`);
  files.set('state.sql', STATE);
  files.set('start.sql', 'SELECT *\nFROM counts\n');
  files.set('solution.sql', SOLUTION);
  files.set(
    'accepted/filtered.sql',
    'SELECT sensor_id, sum(vehicles) AS vehicles, count(*) AS hours FROM counts WHERE vehicles IS NOT NULL GROUP BY ALL\n',
  );
  for (const [id, [sql]] of Object.entries(MISTAKES)) files.set(`mistakes/${id}.sql`, sql);
  files.set(
    'wrong/nothing-grouped.sql',
    "SELECT 'all' AS sensor_id, sum(vehicles) AS vehicles, count(vehicles) AS hours FROM counts\n",
  );
  for (const tag of ['en', 'es', 'ca']) files.set(`exercise.${tag}.md`, texts(name));
  return files;
}

function texts(name: string): string {
  const title = name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
  const messages = Object.entries(MISTAKES).map(([id, [, message]]) => `### ${id}\n${message}\n`);
  return `# ${title}

<!-- story -->
## The story
Five counters, one day. Who needs to know what, and why now?

<!-- task -->
## Your task
For each counter, the vehicles of the day and the hours that have a value.

| column | type | meaning |
| --- | --- | --- |
| \`sensor_id\` | text | the counter |
| \`vehicles\` | number | vehicles of the day |
| \`hours\` | whole number | hours with a value |

<!-- hints -->
## Hints
### The idea
One row a counter: rows have to be put together.
### The function
\`GROUP BY\`, \`sum\` and \`count\`.
### Nearly there
\`SELECT sensor_id, sum(vehicles), … FROM counts GROUP BY sensor_id\`

<!-- messages -->
## What went wrong
${messages.join('')}
<!-- solution -->
## The solution, and why
A sum passes over what is missing, and so does \`count\` of a column: say how many hours a total stands on.

<!-- debrief -->
## Talk about it
What would you ask a vendor about hours that are missing?
`;
}
