/** What the page may take of a laptop with 8 GB and two cores. Shown to people beside what is used. */

/** The database's own limit; what a query needs beyond it fails with a sentence instead of taking the machine. */
export const DATABASE_MEMORY_LIMIT_BYTES = 1_000_000_000;

/** That of the exercises' own database, which is there while one is open. */
export const LESSON_MEMORY_LIMIT_BYTES = 256_000_000;

/** Stream, database, layers (ends when the place is loaded) and, without a server, the city. */
export const WORKER_LIMIT = 4;
