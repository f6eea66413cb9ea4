/** MQTT topic filters (OASIS MQTT 5.0, section 4.7): `+` stands for one level, `#` at the end for all that follow. */

export interface FilterProblem {
  /** 1-based. */
  readonly line: number;
  readonly filter: string;
}

export interface TopicFilters {
  readonly filters: readonly string[];
  readonly problems: readonly FilterProblem[];
}

/** A comment line begins with `--` or `//`: `#` is a filter. */
const COMMENT = /^(--|\/\/)/;
const LONGEST_FILTER = 65_535;

/** One filter a line; blank lines and comments are passed over. */
export function readFilters(text: string): TopicFilters {
  const filters: string[] = [];
  const problems: FilterProblem[] = [];
  for (const [i, raw] of text.split('\n').entries()) {
    const filter = raw.trim();
    if (filter === '' || COMMENT.test(filter)) continue;
    if (isValidFilter(filter)) filters.push(filter);
    else problems.push({ line: i + 1, filter: filter.slice(0, 200) });
  }
  return { filters, problems };
}

function isValidFilter(filter: string): boolean {
  if (filter.length > LONGEST_FILTER || filter.includes('\0')) return false;
  const levels = filter.split('/');
  return levels.every((level, i) => {
    if (level.includes('#')) return level === '#' && i === levels.length - 1;
    return !level.includes('+') || level === '+';
  });
}

/** Wildcards at the beginning do not match topics that begin with `$`. */
export function matchesFilter(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && /^[+#]/.test(filter)) return false;
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [i, level] of wanted.entries()) {
    // `a/#` matches `a` as well.
    if (level === '#') return true;
    if (i >= levels.length || (level !== '+' && level !== levels[i])) return false;
  }
  return wanted.length === levels.length;
}

/** The topics that at least one filter matches, each once, in their order. */
export function matchedTopics(filters: readonly string[], topics: readonly string[]): string[] {
  return topics.filter((topic) => filters.some((filter) => matchesFilter(filter, topic)));
}
