import { MonitorUp } from 'lucide-react';
import { setPresenter } from '../../commands/set-presenter.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { ProjectsButton } from '../project/projects-button.tsx';
import { FormSwitch } from './form-switch.tsx';
import { HelpButton } from './help-dialog.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { StreamLamp } from './stream-lamp.tsx';
import { ThemeMenu } from './theme-menu.tsx';

export function TopBar() {
  const t = useText();
  const run = useCommand();
  const presenter = useAppState((state) => state.presenter);
  return (
    <header className="top-bar">
      <div className="brand">
        <BrandMark />
        <h1>{t('app.name')}</h1>
      </div>
      <FormSwitch />
      <div className="top-bar-end">
        <StreamLamp />
        <ProjectsButton />
        <IconButton
          icon={MonitorUp}
          label={presenter ? t('presenter.off') : t('presenter.on')}
          pressed={presenter}
          onPress={() => run(setPresenter, !presenter)}
        />
        <LanguageMenu />
        <ThemeMenu />
        <HelpButton />
      </div>
    </header>
  );
}

/** Two chamfered blocks and the street between them. */
function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M2 12 7 4h4v16H7z" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinejoin="round" />
      <path
        d="M22 12 17 4h-3v16h3z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
      />
    </svg>
  );
}
