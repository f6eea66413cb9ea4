/** What tables held when: a version that is another one after every change, for whatever was worked out from their rows. */

const READS = /^\s*(?:SELECT|FROM|DESCRIBE|EXPLAIN|BEGIN|COMMIT|ROLLBACK|SET|PRAGMA)\b/i;
const WRITES =
  /^\s*(?:INSERT\s+INTO|DELETE\s+FROM|UPDATE|TRUNCATE|DROP\s+(?:TABLE|VIEW)(?:\s+IF\s+EXISTS)?|CREATE\s+(?:OR\s+REPLACE\s+)?(?:TABLE|VIEW)(?:\s+IF\s+NOT\s+EXISTS)?)\s+(?:"((?:[^"]|"")+)"|(\w+))(?!\s*\.|\w)/i;

export class TableVersions {
  private all = 0;
  private readonly versions = new Map<string, number>();
  private readonly writers = new Map<string, number>();

  /** Null while a person's statement writes the table: what is read then may be of before or after. */
  of(table: string): string | null {
    const key = table.toLowerCase();
    return this.writers.has(key) ? null : `${this.all}.${this.versions.get(key) ?? 0}`;
  }

  changed(table: string): void {
    const key = table.toLowerCase();
    this.versions.set(key, (this.versions.get(key) ?? 0) + 1);
  }

  /** A statement of the house. One that is not understood (a CHECKPOINT, too, which numbers rows anew) changes everything. */
  ran(sql: string): void {
    if (READS.test(sql)) return;
    const [, quoted, plain] = WRITES.exec(sql) ?? [];
    const table = quoted?.replaceAll('""', '"') ?? plain;
    if (table === undefined) this.all++;
    else this.changed(table);
  }

  /** A statement that takes its time begins to write; to be called once it is through, however it ended. */
  writing(table: string): () => void {
    const key = table.toLowerCase();
    this.writers.set(key, (this.writers.get(key) ?? 0) + 1);
    return () => {
      this.changed(key);
      const left = this.writers.get(key)! - 1;
      if (left > 0) this.writers.set(key, left);
      else this.writers.delete(key);
    };
  }
}
