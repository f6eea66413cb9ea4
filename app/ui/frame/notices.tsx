import { X } from 'lucide-react';
import { closeNotice } from '../../commands/close-notice.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { type TextKey, type Translate, useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';

/** What the person was told, newest last, until closed. */
export function Notices() {
  const t = useText();
  const run = useCommand();
  const notices = useAppState((state) => state.notices);
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map(({ id, tone, key, values: { detail, label, layer, ...values } }) => (
        <div className="notice sheet" key={id}>
          <Note tone={tone} detail={detail === undefined ? undefined : String(detail)}>
            {t(key as TextKey, { ...values, ...named({ label, layer }, t) })}
          </Note>
          <IconButton icon={X} label={t('common.close')} small onPress={() => run(closeNotice, id)} />
        </div>
      ))}
    </div>
  );
}

/** Values that are names of something with a translation of its own. */
function named(names: Readonly<Record<string, string | number | undefined>>, t: Translate): Record<string, string> {
  const known = Object.entries(names).filter(([, name]) => name !== undefined);
  return Object.fromEntries(known.map(([key, name]) => [key, t.named(String(name))]));
}
