import { X } from 'lucide-react';
import { closeNotice } from '../../commands/close-notice.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import type { TextKey } from '../i18n/text.ts';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';

/** What the person was told, newest last, until closed. */
export function Notices() {
  const t = useText();
  const run = useCommand();
  const notices = useAppState((state) => state.notices);
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map(({ id, tone, key, values: { detail, label, ...values } }) => (
        <div className="notice sheet" key={id}>
          <Note tone={tone} detail={detail === undefined ? undefined : String(detail)}>
            {t(key as TextKey, label === undefined ? values : { ...values, label: t.named(String(label)) })}
          </Note>
          <IconButton icon={X} label={t('common.close')} small onPress={() => run(closeNotice, id)} />
        </div>
      ))}
    </div>
  );
}
