/** Which files below docs/ come with the page, to be read in it. Paths are from docs/ on, with `/`. */
const SHIPPED = [
  /^(guides|models)\/[\w-]+\.md$/,
  /^(exercises|tours)\/README\.md$/,
  /^(crs|data-dictionary|doctor|faults|formats|glossary|import|own-city|project-file|spatial-sql)\.md$/,
  /^images\/guides\/[\w-]+\.png$/,
];

export function isGuideFile(path: string): boolean {
  return SHIPPED.some((pattern) => pattern.test(path));
}
