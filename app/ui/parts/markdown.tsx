/** Loaded with the first text: the reader of Markdown is a tenth of the interface's weight. */
import Markdown from 'react-markdown';
import gfm from 'remark-gfm';
import { useText } from '../i18n/text.ts';
import { ScrollRegion } from './scroll-region.tsx';

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
          <ScrollRegion className="markdown-wide" label={t('markdown.table')}>
            <table>{children}</table>
          </ScrollRegion>
        ),
        pre: ({ children }) => (
          <ScrollRegion className="markdown-wide" label={t('markdown.code')}>
            <pre>{children}</pre>
          </ScrollRegion>
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
