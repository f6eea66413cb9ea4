/** Loaded with the first guide, as the reader of Markdown is. */
import { isValidElement, type ReactNode } from 'react';
import Markdown from 'react-markdown';
import gfm from 'remark-gfm';
import { useText } from '../i18n/text.ts';
import { Wide } from '../parts/markdown.tsx';
import { guideLink, headingName } from './guide-links.ts';

const PLUGINS = [gfm];

export interface GuideTextProps {
  readonly text: string;
  /** Path of the guide, from docs/ on. */
  readonly path: string;
  readonly has: (path: string) => boolean;
  readonly addressOf: (path: string) => string;
  readonly onOpen: (path: string, heading: string | null) => void;
}

export default function GuideText({ text, path, has, addressOf, onOpen }: GuideTextProps) {
  const t = useText();
  return (
    <Markdown
      remarkPlugins={PLUGINS}
      skipHtml
      components={{
        // The dialog's own title is above them.
        h1: ({ children }) => <h3 className="guide-title">{children}</h3>,
        h2: ({ children }) => (
          <h4 data-heading={headingName(plainText(children))} tabIndex={-1}>
            {children}
          </h4>
        ),
        h3: ({ children }) => (
          <h5 data-heading={headingName(plainText(children))} tabIndex={-1}>
            {children}
          </h5>
        ),
        table: ({ children }) => (
          <Wide label={t('markdown.table')}>
            <table>{children}</table>
          </Wide>
        ),
        pre: ({ children }) => (
          <Wide label={t('markdown.code')}>
            <pre>{children}</pre>
          </Wide>
        ),
        img: ({ src, alt }) => {
          const link = typeof src === 'string' ? guideLink(src, path, has) : { kind: 'none' as const };
          return link.kind === 'guide' ? <img src={addressOf(link.path)} alt={alt ?? ''} /> : <em>{alt}</em>;
        },
        a: ({ href, children }) => {
          const link = guideLink(href ?? '', path, has);
          if (link.kind === 'none') return <span>{children}</span>;
          if (link.kind === 'outside') {
            return (
              <a href={link.href} target="_blank" rel="noopener noreferrer">
                {children}
              </a>
            );
          }
          return (
            <a
              href={addressOf(link.path)}
              onClick={(event) => {
                event.preventDefault();
                onOpen(link.path, link.heading);
              }}
            >
              {children}
            </a>
          );
        },
      }}
    >
      {text}
    </Markdown>
  );
}

function plainText(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(plainText).join('');
  return isValidElement<{ children?: ReactNode }>(node) ? plainText(node.props.children) : '';
}
