import { Link } from 'lucide-react';
import { useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { viewLink } from '../../commands/share-view.ts';
import { useApp } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

/** The address of what is looked at. Pages on plain HTTP have no clipboard: there the text stands to be copied. */
export function CopyLink() {
  const t = useText();
  const app = useApp();
  const [shown, setShown] = useState<{ readonly address: string; readonly copied: boolean } | null>(null);
  const copy = async () => {
    const hash = viewLink(app);
    if (hash === null) return;
    const address = new URL(hash, window.location.href.replace(/#.*$/, '')).href;
    // Undefined on plain HTTP.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const copied = await (clipboard?.writeText(address).then(
      () => true,
      () => false,
    ) ?? Promise.resolve(false));
    setShown({ address, copied });
  };
  return (
    <section className="section">
      <h3>{t('project.link')}</h3>
      <p className="small muted">{t('project.link.about')}</p>
      <Button className="button" onPress={() => void copy()}>
        <Link className="icon" aria-hidden="true" />
        {t('project.link.copy')}
      </Button>
      <div role="status">
        {shown === null ? null : (
          <>
            <p className="small">{t(shown.copied ? 'project.link.copied' : 'project.link.by-hand')}</p>
            {shown.copied ? null : (
              <TextField value={shown.address} isReadOnly>
                <Label className="visually-hidden">{t('project.link.address')}</Label>
                <Input className="text-input mono" onFocus={(event) => event.currentTarget.select()} />
              </TextField>
            )}
          </>
        )}
      </div>
    </section>
  );
}
