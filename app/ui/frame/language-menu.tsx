import { Languages } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { giveNotice } from '../../commands/give-notice.ts';
import { setLanguage } from '../../commands/set-language.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { LANGUAGES } from '../i18n/languages.ts';
import { showLanguage, useText } from '../i18n/text.ts';

/** Every language by the name it gives itself, which is the one thing a person who reads no other can find. */
export function LanguageMenu() {
  const t = useText();
  const run = useCommand();
  const { store } = useApp();
  const language = useAppState((state) => state.language);
  const short = language.split('-')[0]!.toUpperCase();
  const choose = (tag: string) =>
    showLanguage(tag).then(
      () => run(setLanguage, tag),
      (error: unknown) => giveNotice({ store }, 'error', 'notice.language-failed', { detail: String(error) }),
    );
  return (
    <MenuTrigger>
      <Button
        className="button quiet language-button"
        aria-label={t('language.label', { name: t('language.name'), tag: short })}
      >
        <Languages className="icon" aria-hidden="true" />
        <span className="language-tag" aria-hidden="true">
          {short}
        </span>
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu
          className="options"
          aria-label={t('language.choose')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[language]}
          onSelectionChange={(keys) => {
            if (keys !== 'all') for (const key of keys) void choose(String(key));
          }}
        >
          {LANGUAGES.map(({ tag, name }) => (
            <MenuItem key={tag} id={tag} className="option" textValue={name}>
              <span lang={tag}>{name}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
