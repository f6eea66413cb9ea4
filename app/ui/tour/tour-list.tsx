import { Route } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { startTour } from '../../commands/start-tour.ts';
import type { TourEntry } from '../../core/lessons/tours/tour.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';

type Listed = readonly TourEntry[] | { readonly failed: string } | null;

/** The tours that came with the page. */
export function TourList() {
  const t = useText();
  const command = useCommand();
  const { tours } = useApp().ports;
  const language = useAppState((state) => state.language);
  const running = useAppState((state) => state.tour?.name ?? null);
  const [listed, setListed] = useState<Listed>(null);
  useEffect(() => {
    let left = false;
    tours.list().then(
      (entries) => !left && setListed(entries),
      (error: unknown) => !left && setListed({ failed: String(error) }),
    );
    return () => {
      left = true;
    };
  }, [tours]);
  return (
    <Section title={t('tour.section')}>
      <p className="small muted">{t('tour.about')}</p>
      {listed === null ? (
        <div className="skeleton-stack" aria-busy="true">
          <span className="skeleton tall" />
        </div>
      ) : 'failed' in listed ? (
        <Note tone="error" detail={listed.failed}>
          {t('tour.list-failed')}
        </Note>
      ) : listed.length === 0 ? (
        <p className="empty">{t('tour.none')}</p>
      ) : (
        <ul className="tour-list">
          {listed.map((entry) => {
            const { tag, facts } = inLanguage(entry, language);
            return (
              <li key={entry.name} className="tour-entry">
                <h4 lang={tag}>{facts.title}</h4>
                <p lang={tag}>{facts.summary}</p>
                <p className="small muted">{t('tour.facts', { steps: entry.steps, minutes: facts.minutes })}</p>
                {running === entry.name ? null : (
                  <Button
                    className="button primary"
                    aria-label={`${t('tour.start')}: ${facts.title}`}
                    onPress={() => command(startTour, entry.name)}
                  >
                    <Route className="icon" aria-hidden="true" />
                    {t('tour.start')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

function inLanguage({ languages }: TourEntry, language: string) {
  const written = Object.keys(languages);
  const tag = [language, language.split('-')[0]!, 'en'].find((wanted) => written.includes(wanted)) ?? written[0]!;
  return { tag, facts: languages[tag]! };
}
