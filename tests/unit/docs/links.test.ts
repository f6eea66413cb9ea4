import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isGuideFile } from '../../../app/core/lessons/guides/guide-files.ts';
import { guideHeadings, guideLink, headingName } from '../../../app/ui/guides/guide-links.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Relative links of a text, code left out: `[words](address)` and `![words](address)`. */
function relativeLinks(markdown: string): readonly string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, address]) => address!).filter((a) => !/^[a-z]+:/i.test(a));
}

function deadLinks(file: string): readonly string[] {
  return relativeLinks(readFileSync(path.join(root, file), 'utf8'))
    .map((address) => decodeURIComponent(address.split('#')[0]!))
    .filter((address) => address !== '' && !existsSync(path.join(root, path.dirname(file), address)))
    .map((address) => `${file}: ${address}`);
}

describe('links of the docs', () => {
  const docs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name));

  it('lead to files that are there', () => {
    expect([...docs, 'README.md'].flatMap(deadLinks)).toEqual([]);
  });

  it('are found where they are dead, and not in code', () => {
    expect(relativeLinks('[a](b.md#c) `[x](y)` ![p](q.png) [w](https://example.org)')).toEqual(['b.md#c', 'q.png']);
  });
});

describe('a link inside of a guide', () => {
  it('opens another guide, at a heading where it names one', () => {
    expect(guideLink('../crs.md', 'guides/city.md', isGuideFile)).toEqual({
      kind: 'guide',
      path: 'crs.md',
      heading: null,
    });
    expect(guideLink('demand.md#limits', 'models/README.md', isGuideFile)).toEqual({
      kind: 'guide',
      path: 'models/demand.md',
      heading: 'limits',
    });
    expect(guideLink('#in-the-room', 'guides/trainer.md', isGuideFile)).toEqual({
      kind: 'guide',
      path: 'guides/trainer.md',
      heading: 'in-the-room',
    });
  });

  it('leads outside only by http', () => {
    expect(guideLink('https://duckdb.org', 'crs.md', isGuideFile)).toEqual({
      kind: 'outside',
      href: 'https://duckdb.org',
    });
    expect(guideLink('javascript:alert(1)', 'crs.md', isGuideFile)).toEqual({ kind: 'none' });
    expect(guideLink('//example.org/a.md', 'crs.md', isGuideFile)).toEqual({ kind: 'none' });
  });

  it('is text where the file did not come with the page', () => {
    for (const href of ['../../README.md', '../adr/0022-formats.md', '../../../../etc/guides/x.md']) {
      expect(guideLink(href, 'guides/city.md', isGuideFile)).toEqual({ kind: 'none' });
    }
  });

  it('finds the headings as they are named in addresses', () => {
    expect(headingName('What goes wrong?')).toBe('what-goes-wrong');
    expect(guideHeadings('# T\n## In `two` minutes\n```\n## no\n```\n### x')).toEqual([
      { name: 'in-two-minutes', text: 'In two minutes' },
    ]);
  });
});
