import { BookOpen, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { editQuery } from '../../commands/edit-query.ts';
import { EXAMPLE_QUERIES } from '../../commands/example-queries.ts';
import { forgetQuery, savedQueries } from '../../commands/saved-queries.ts';
import { useApp, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';

/** Queries to start from: those that ship and teach, and those the person kept. */
export function QueryMenu() {
  const t = useText();
  return (
    <DialogTrigger>
      <Button className="button quiet" aria-label={t('query.examples')}>
        <BookOpen className="icon" aria-hidden="true" />
        <span className="label-wide">{t('query.examples')}</span>
      </Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Dialog className="query-menu" aria-label={t('query.examples')}>
          {({ close }) => <Queries onDone={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Queries({ onDone }: { readonly onDone: () => void }) {
  const t = useText();
  const run = useCommand();
  const { settings } = useApp().ports;
  const [saved, setSaved] = useState(() => savedQueries(settings));
  const choose = (sql: string) => {
    run(editQuery, sql);
    onDone();
  };
  return (
    <>
      <p className="option-section">{t('query.saved')}</p>
      {saved.length === 0 ? <p className="query-menu-empty small muted">{t('query.saved.none')}</p> : null}
      {saved.map((query) => (
        <div key={query.name} className="query-menu-row">
          <Button className="option plain ellipsis" onPress={() => choose(query.sql)}>
            {query.name}
          </Button>
          <IconButton
            icon={Trash2}
            small
            label={t('query.forget', { name: query.name })}
            onPress={() => {
              run(forgetQuery, query.name);
              setSaved(savedQueries(settings));
            }}
          />
        </div>
      ))}
      <p className="option-section">{t('query.shipped')}</p>
      {EXAMPLE_QUERIES.map((query) => (
        <Button key={query.id} className="option plain" onPress={() => choose(query.sql)}>
          {t.named(query.title)}
        </Button>
      ))}
    </>
  );
}
