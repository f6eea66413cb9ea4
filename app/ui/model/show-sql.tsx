import { Database } from 'lucide-react';
import { Button } from 'react-aria-components';
import { askInSql } from '../../commands/ask-in-sql.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

/** The way from a figure to its rows: opens the query panel with the query behind it. */
export function ShowSql({ title, sql }: { readonly title: string; readonly sql: string }) {
  const t = useText();
  const run = useCommand();
  return (
    <Button
      className="button quiet small show-sql"
      aria-label={t('results.sql.of', { title })}
      onPress={() => run(askInSql, sql)}
    >
      <Database className="icon" aria-hidden="true" />
      {t('results.sql')}
    </Button>
  );
}
