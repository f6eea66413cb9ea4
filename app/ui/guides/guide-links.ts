/** Where a link of a guide leads. */
export type GuideLink =
  | { readonly kind: 'outside'; readonly href: string }
  | { readonly kind: 'guide'; readonly path: string; readonly heading: string | null }
  /** A file of the repository that does not come with the page. */
  | { readonly kind: 'none' };

/** Stands for docs/: a relative link that leaves it twice is found outside of it. */
const DOCS = 'https://guide.invalid/repository/docs/';

/** `from` is the path of the guide that holds the link, from docs/ on; `has` tells which files came with the page. */
export function guideLink(href: string, from: string, has: (path: string) => boolean): GuideLink {
  if (/^https?:\/\//i.test(href)) return { kind: 'outside', href };
  if (/^[a-z][\w+.-]*:/i.test(href) || href.startsWith('//')) return { kind: 'none' };
  const url = new URL(href, DOCS + from);
  const path = url.href.startsWith(DOCS) ? decodeURIComponent(url.pathname.slice(new URL(DOCS).pathname.length)) : '';
  const heading = url.hash === '' ? null : decodeURIComponent(url.hash.slice(1));
  return has(path) ? { kind: 'guide', path, heading } : { kind: 'none' };
}

/** The name of a heading in an address, as GitHub makes it. */
export function headingName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

export interface GuideHeading {
  readonly name: string;
  readonly text: string;
}

/** The headings of the second level, which the list of contents has; none inside of code. */
export function guideHeadings(markdown: string): readonly GuideHeading[] {
  return markdown
    .replace(/^```[\s\S]*?^```/gm, '')
    .split('\n')
    .filter((line) => line.startsWith('## '))
    .map((line) => line.slice(3).replace(/[`*]/g, '').trim())
    .map((text) => ({ name: headingName(text), text }));
}
