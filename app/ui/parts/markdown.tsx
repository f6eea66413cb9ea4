/** Loaded with the first text: the reader of Markdown is a tenth of the interface's weight. */
import type { ReactNode } from 'react';
import Markdown from 'react-markdown';
import gfm from 'remark-gfm';
import { useText } from '../i18n/text.ts';

const PLUGINS = [gfm];
/** Data is never HTML: what is not in this list becomes its text. */
const ALLOWED = [
  ...['p', 'ul', 'ol', 'li', 'strong', 'em', 'del', 'code', 'pre', 'a', 'blockquote', 'hr', 'br'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

export default function MarkdownElements({ text }: { readonly text: string }) {
  const t = useText();
  return (
    <Markdown
      remarkPlugins={PLUGINS}
      allowedElements={ALLOWED}
      unwrapDisallowed
      skipHtml
      components={{
        // A text stands under a heading of the second or third level.
        h1: ({ children }) => <h4>{children}</h4>,
        h2: ({ children }) => <h4>{children}</h4>,
        h3: ({ children }) => <h4>{children}</h4>,
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
        a: ({ href, children }) => (
          <a href={href} target="_blank" rel="noopener noreferrer">
            {children}
          </a>
        ),
      }}
    >
      {text}
    </Markdown>
  );
}

/** What may be wider than the text scrolls by itself. A text has several of them: they are no landmarks. */
export function Wide({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> is for fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it no key would scroll it
    <div className="markdown-wide scroll" role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}
