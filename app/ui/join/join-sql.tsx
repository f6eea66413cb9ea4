import { Check, Copy, Map as MapIcon, Save, SquareTerminal, Table2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, Input, Label, TextArea, TextField } from 'react-aria-components';
import { editQuery } from '../../commands/edit-query.ts';
import { closeJoin, type JoinWork, keepJoin, showJoin, streamJoinSql } from '../../commands/join-stream.ts';
import { openPlace } from '../../commands/open-place.ts';
import { saveQuery } from '../../commands/saved-queries.ts';
import type { StreamJoin } from '../../state/stream-joins.ts';
import { useApp, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

const LINES = 8;

/** The SQL as it is written, and what can be done with it. */
export function JoinSql({ join }: { readonly join: StreamJoin }) {
  const t = useText();
  const app = useApp();
  const run = useCommand();
  const text = useRef<HTMLTextAreaElement>(null);
  const [named, setNamed] = useState<string | null>(null);
  /** What was done, with the SQL it was done with: a change of the choices makes it undone again. */
  const [done, setDone] = useState<{ readonly what: 'copied' | 'saved'; readonly sql: string } | null>(null);
  const [isWorking, setWorking] = useState(false);
  const sql = streamJoinSql(join);
  const name = named ?? suggestedName(join);
  const is = (what: 'copied' | 'saved') => done?.what === what && done.sql === sql;

  const work = (begin: () => JoinWork) => {
    setWorking(true);
    const { finished } = begin();
    // What came of it is said in a notice, which lies below this dialog.
    void finished.then(() => run(closeJoin));
  };
  const copy = () => {
    // The newer way is missing on a class network without HTTPS.
    text.current?.select();
    if (document.execCommand('copy')) setDone({ what: 'copied', sql });
  };
  return (
    <div className="join-sql">
      <TextField className="join-text" value={sql} isReadOnly>
        <Label className="field-label">{t('join.sql')}</Label>
        <TextArea ref={text} className="text-input mono small" rows={LINES} spellCheck={false} />
      </TextField>
      <div className="join-actions">
        <Button className="button small" onPress={copy}>
          {is('copied') ? <Check className="icon" aria-hidden="true" /> : <Copy className="icon" aria-hidden="true" />}
          {is('copied') ? t('join.copied') : t('join.copy')}
        </Button>
        <Button
          className="button small"
          onPress={() => {
            run(editQuery, sql);
            run(closeJoin);
            run(openPlace, 'query');
          }}
        >
          <SquareTerminal className="icon" aria-hidden="true" />
          {t('join.editor')}
        </Button>
      </div>
      <div className="join-actions">
        <TextField className="join-name" value={name} onChange={setNamed}>
          <Label className="field-label">{t('join.name')}</Label>
          <Input className="text-input" autoComplete="off" />
        </TextField>
        <Button
          className="button"
          isDisabled={name.trim() === ''}
          onPress={() => {
            run(saveQuery, name, sql);
            setDone({ what: 'saved', sql });
          }}
        >
          {is('saved') ? <Check className="icon" aria-hidden="true" /> : <Save className="icon" aria-hidden="true" />}
          {is('saved') ? t('join.saved') : t('join.save')}
        </Button>
        <Button
          className="button"
          isDisabled={name.trim() === '' || isWorking}
          onPress={() => work(() => keepJoin(app, join, name.trim()))}
        >
          <Table2 className="icon" aria-hidden="true" />
          {t('join.keep')}
        </Button>
        <Button className="button primary" isDisabled={isWorking} onPress={() => work(() => showJoin(app, join))}>
          <MapIcon className="icon" aria-hidden="true" />
          {isWorking ? t('join.working') : t('join.show')}
        </Button>
      </div>
    </div>
  );
}

function suggestedName({ layer, property, method }: StreamJoin): string {
  return method.type === 'cells' ? `${property}_in_hexagons` : `${property}_by_${layer}`;
}
