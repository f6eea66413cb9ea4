import { ArrowLeft, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button, Heading } from 'react-aria-components';
import { useApp, useAppState } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { guideHeadings } from './guide-links.ts';

const GuideText = lazy(() => import('./guide-text.tsx'));

export interface GuideReaderProps {
  /** Path of the guide that is opened first, from docs/ on. */
  readonly first: string;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

type Reading = { readonly path: string } & ({ readonly text: string } | { readonly failed: string });

/** One guide at a time, inside the help; its links to others open here as well. */
export function GuideReader({ first, onBack, onClose }: GuideReaderProps) {
  const t = useText();
  const { guides } = useApp().ports;
  const language = useAppState((state) => state.language);
  const [trail, setTrail] = useState<readonly string[]>([first]);
  const [attempt, setAttempt] = useState(0);
  const [reading, setReading] = useState<Reading | null>(null);
  const region = useRef<HTMLElement>(null);
  const path = trail[trail.length - 1]!;

  useEffect(() => {
    let left = false;
    setReading(null);
    region.current?.scrollTo(0, 0);
    region.current?.focus();
    guides.read(path).then(
      (text) => !left && setReading({ path, text }),
      (error: unknown) => !left && setReading({ path, failed: String(error) }),
    );
    return () => {
      left = true;
    };
  }, [guides, path, attempt]);

  const goTo = (name: string) => {
    const heading = region.current?.querySelector<HTMLElement>(`[data-heading="${CSS.escape(name)}"]`);
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  };
  const open = (to: string, heading: string | null) => {
    if (to === path && heading !== null) goTo(heading);
    else if (to !== path) setTrail([...trail, to]);
  };
  const back = () => (trail.length > 1 ? setTrail(trail.slice(0, -1)) : onBack());
  const headings = reading !== null && 'text' in reading ? guideHeadings(reading.text) : [];

  return (
    <div className="guide-reader">
      <header className="guide-head">
        <IconButton icon={ArrowLeft} label={t('guides.back')} onPress={back} />
        <Heading slot="title" className="dialog-title">
          {t('guides.title')}
        </Heading>
        <IconButton icon={X} label={t('common.close')} onPress={onClose} />
      </header>
      <ScrollRegion ref={region} className="guide-body markdown" label={t('guides.text')}>
        {language.startsWith('en') ? null : <Note tone="info">{t('guides.english')}</Note>}
        {reading === null ? <Waiting /> : null}
        {reading !== null && 'failed' in reading ? (
          <>
            <Note tone="error" detail={reading.failed}>
              {t('guides.failed')}
            </Note>
            <Button className="button" onPress={() => setAttempt(attempt + 1)}>
              {t('guides.retry')}
            </Button>
          </>
        ) : null}
        {headings.length > 1 ? (
          <nav aria-label={t('guides.contents')} className="guide-contents" lang="en">
            <ul>
              {headings.map(({ name, text }) => (
                <li key={name}>
                  <Button className="link-button" onPress={() => goTo(name)}>
                    {text}
                  </Button>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        {reading !== null && 'text' in reading ? (
          <div className="markdown" lang="en">
            <Suspense fallback={<Waiting />}>
              <GuideText
                text={reading.text}
                path={reading.path}
                has={guides.has}
                addressOf={guides.addressOf}
                onOpen={open}
              />
            </Suspense>
          </div>
        ) : null}
      </ScrollRegion>
    </div>
  );
}

function Waiting() {
  return (
    <div className="skeleton-stack" aria-busy="true">
      <span className="skeleton tall" />
      <span className="skeleton" />
      <span className="skeleton" />
    </div>
  );
}
