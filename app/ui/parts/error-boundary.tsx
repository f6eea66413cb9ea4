import { Component, type ReactNode } from 'react';
import { useText } from '../i18n/text.ts';
import { Note } from './note.tsx';

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly detail: string | null;
}

/** A sheet that fails says so in its place; the rest of the page goes on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { detail: null };

  static getDerivedStateFromError(error: unknown): State {
    return { detail: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { detail } = this.state;
    return detail === null ? (
      this.props.children
    ) : (
      <Failed detail={detail} onRetry={() => this.setState({ detail: null })} />
    );
  }
}

function Failed({ detail, onRetry }: { readonly detail: string; readonly onRetry: () => void }) {
  const t = useText();
  return (
    <div className="sheet failed-sheet" role="alert">
      <Note tone="error" detail={detail}>
        {t('common.failed')}{' '}
        <button type="button" className="link" onClick={onRetry}>
          {t('common.retry')}
        </button>
      </Note>
    </div>
  );
}
