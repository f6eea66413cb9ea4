/** One measured figure, beside what was measured for comparison in the same run. */
export interface Figure {
  /** The benchmark it belongs to, e.g. `stream`. */
  readonly name: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number | null;
  /** How many times better than the baseline; above 1 is better, whichever way the metric points. */
  readonly ratio: number | null;
  /** The goal in words, e.g. `ratio ≥ 10` or `< 1000 ms`; null for a figure that only informs. */
  readonly goal: string | null;
  readonly holds: boolean | null;
}

export interface Benchmark {
  readonly name: string;
  run(): Promise<readonly Figure[]>;
}

/** Makes the figures of one benchmark; what is not given is a figure that only informs. */
export function figuresOf(name: string) {
  return (metric: string, value: number, unit: string, rest: Partial<Figure> = {}): Figure => ({
    name,
    metric,
    value,
    unit,
    baseline: null,
    ratio: null,
    goal: null,
    holds: null,
    ...rest,
  });
}
