import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { cancelLayer } from '../../commands/cancel-layer.ts';
import { closeNotice } from '../../commands/close-notice.ts';
import { undoChange } from '../../commands/undo-change.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { type TextKey, type Translate, useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';

/** Notices of changes that are the newest ones while they are shown. */
const UNDOABLE: ReadonlySet<string> = new Set([
  'notice.map-recoloured',
  'notice.map-derived',
  'notice.map-derived-cut',
  'notice.import-done',
  'notice.import-table',
]);
/** Work that is under way: told until it is done, and can be ended. */
const WORKING = 'notice.map-building';
/** Good news goes by itself; warnings and errors stay until closed. */
const PASSING_MS = 9_000;

/** What the person was told, newest last, until closed. */
export function Notices() {
  const t = useText();
  const app = useApp();
  const run = useCommand();
  const notices = useAppState((state) => state.notices);
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map(({ id, tone, key, values: { detail, label, layer, share, ...values } }) => (
        <div className="notice sheet" key={id}>
          <Note tone={tone} detail={detail === undefined ? undefined : String(detail)}>
            {t(key as TextKey, { ...values, ...named({ label, layer }, t) })}
          </Note>
          {UNDOABLE.has(key) ? (
            <Button
              className="button small"
              onPress={() => {
                run(closeNotice, id);
                undoChange(app);
              }}
            >
              {t('common.undo')}
            </Button>
          ) : null}
          {key === WORKING ? (
            <>
              <progress
                className="notice-progress"
                max={1}
                value={Number(share ?? 0)}
                aria-label={t('notice.map-building.share')}
              />
              <Button
                className="button small"
                aria-label={t('notice.map-building.cancel')}
                onPress={() => run(cancelLayer)}
              >
                {t('query.cancel')}
              </Button>
            </>
          ) : null}
          {tone === 'info' && key !== WORKING ? <Passing id={id} /> : null}
          <IconButton icon={X} label={t('common.close')} small onPress={() => run(closeNotice, id)} />
        </div>
      ))}
    </div>
  );
}

function Passing({ id }: { readonly id: number }) {
  const app = useApp();
  useEffect(() => {
    const timer = setTimeout(() => closeNotice(app, id), PASSING_MS);
    return () => clearTimeout(timer);
  }, [app, id]);
  return null;
}

/** Values that are names of something with a translation of its own. */
function named(names: Readonly<Record<string, string | number | undefined>>, t: Translate): Record<string, string> {
  const known = Object.entries(names).filter(([, name]) => name !== undefined);
  return Object.fromEntries(known.map(([key, name]) => [key, t.named(String(name))]));
}
