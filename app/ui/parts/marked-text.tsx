import { lazy, Suspense } from 'react';

const MarkdownElements = lazy(() => import('./markdown.tsx'));

/** A text written in Markdown, as elements; what is HTML in it is left out. */
export function MarkedText({ text, className }: { readonly text: string; readonly className?: string }) {
  return (
    <div className={`markdown${className === undefined ? '' : ` ${className}`}`}>
      <Suspense
        fallback={
          <div className="skeleton-stack" aria-busy="true">
            <span className="skeleton" />
            <span className="skeleton" />
            <span className="skeleton" />
          </div>
        }
      >
        <MarkdownElements text={text} />
      </Suspense>
    </div>
  );
}
