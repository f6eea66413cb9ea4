import { Monitor, Moon, Sun } from 'lucide-react';
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type Selection,
} from 'react-aria-components';
import { setMotion } from '../../commands/set-motion.ts';
import { setTheme } from '../../commands/set-theme.ts';
import type { MotionChoice, ThemeChoice } from '../../state/app-state.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

const ICONS = { light: Sun, dark: Moon, system: Monitor };
const THEMES: readonly ThemeChoice[] = ['light', 'dark', 'system'];
const MOTIONS: readonly MotionChoice[] = ['reduced', 'system'];

/** Light or dark, and whether anything may move. */
export function ThemeMenu() {
  const t = useText();
  const run = useCommand();
  const theme = useAppState((state) => state.theme);
  const motion = useAppState((state) => state.motion);
  const Icon = ICONS[theme];
  return (
    <MenuTrigger>
      <Button className="button quiet icon-only" aria-label={t('theme.label')}>
        <Icon className="icon" aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="options" aria-label={t('theme.label')}>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => run(setTheme, onlyOne<ThemeChoice>(keys) ?? theme)}
          >
            <Header className="option-section">{t('theme.colours')}</Header>
            {THEMES.map((choice) => (
              <MenuItem key={choice} id={choice} className="option">
                {t(`theme.${choice}`)}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[`motion ${motion}`]}
            onSelectionChange={(keys) =>
              run(setMotion, onlyOne<string>(keys)?.endsWith('reduced') ? 'reduced' : 'system')
            }
          >
            <Header className="option-section">{t('motion.label')}</Header>
            {MOTIONS.map((choice) => (
              <MenuItem key={choice} id={`motion ${choice}`} className="option">
                {t(`motion.${choice}`)}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function onlyOne<Key extends string>(keys: Selection): Key | null {
  return keys === 'all' ? null : (([...keys][0] as Key | undefined) ?? null);
}
