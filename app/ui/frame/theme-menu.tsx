import { Monitor, Moon, Sun } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { setTheme } from '../../commands/set-theme.ts';
import type { ThemeChoice } from '../../state/app-state.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

const ICONS = { light: Sun, dark: Moon, system: Monitor };
const CHOICES: readonly ThemeChoice[] = ['light', 'dark', 'system'];

export function ThemeMenu() {
  const t = useText();
  const run = useCommand();
  const theme = useAppState((state) => state.theme);
  const Icon = ICONS[theme];
  return (
    <MenuTrigger>
      <Button className="button quiet icon-only" aria-label={t('theme.label')}>
        <Icon className="icon" aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu
          className="options"
          aria-label={t('theme.label')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[theme]}
          onSelectionChange={(keys) => {
            if (keys !== 'all') for (const key of keys) run(setTheme, key as ThemeChoice);
          }}
        >
          {CHOICES.map((choice) => (
            <MenuItem key={choice} id={choice} className="option">
              {t(`theme.${choice}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
