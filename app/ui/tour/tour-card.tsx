import { ArrowLeft, ArrowRight, CircleHelp, Hand, Minus, Plus, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import { leaveTour } from '../../commands/leave-tour.ts';
import { moveTour, setTourStep } from '../../commands/set-tour-step.ts';
import { translateTour } from '../../commands/start-tour.ts';
import type { TourStep } from '../../core/lessons/tours/tour.ts';
import { stepOf, type TourRun } from '../../state/tour.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { Note } from '../parts/note.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { PresenterTools } from './presenter-tools.tsx';
import { useTourKeys } from './use-tour-keys.ts';

/** The step of the tour that is being given, as a sheet beside the map. */
export default function TourCard() {
  const run = useAppState((state) => state.tour);
  return run === null ? null : <Card run={run} />;
}

function Card({ run }: { readonly run: TourRun }) {
  const t = useText();
  const app = useApp();
  const command = useCommand();
  const language = useAppState((state) => state.language);
  const body = useRef<HTMLElement>(null);
  useTourKeys(window);
  useEffect(() => {
    if (language !== '') translateTour(app);
  }, [app, language]);
  const step = stepOf(run);
  const { steps } = run.tour;
  const numbers = { step: run.stepIndex + 1, all: steps.length };
  useEffect(() => {
    if (run.visit > 0) body.current?.scrollTo({ top: 0 });
  }, [run.visit]);
  return (
    <aside
      className="tour sheet"
      aria-label={t('tour.label', { title: run.tour.title })}
      data-step={run.stepIndex}
      data-status={run.status}
    >
      <div className="tour-progress" aria-hidden="true">
        <span style={{ width: `${((run.stepIndex + 1) / steps.length) * 100}%` }} />
      </div>
      <header className="tour-head">
        <div className="sheet-title">
          <p className="sheet-overline">
            <span lang={run.tour.language}>{run.tour.title}</span>
          </p>
          <h2 lang={run.tour.language}>{step.title}</h2>
        </div>
        <IconButton icon={X} label={t('tour.leave')} onPress={() => command(leaveTour)} />
      </header>
      <p className="visually-hidden" role="status">
        {t('tour.step.title', { ...numbers, title: step.title })}
      </p>
      <ScrollRegion ref={body} className="tour-body" label={t('tour.content')}>
        <div className="tour-text">
          {run.problem === null ? null : (
            <Note tone="warning" detail={run.problem.detail}>
              {t(`tour.problem.${run.problem.what}`)}
            </Note>
          )}
          {run.stepIndex === 0 && !isSpoken(run.tour.language, language) ? (
            <Note tone="info">{t('tour.other-language')}</Note>
          ) : null}
          {run.status === 'setting' && step.scene.sql !== null ? (
            <p className="muted small tour-setting">{t('tour.setting')}</p>
          ) : null}
          <div lang={run.tour.language}>
            <MarkedText key={run.visit} text={step.text} className="tour-words" />
          </div>
        </div>
        <StepParts step={step} language={run.tour.language} />
      </ScrollRegion>
      <footer className="tour-foot">
        <div className="tour-nav">
          <Button className="button" isDisabled={run.stepIndex === 0} onPress={() => command(moveTour, -1)}>
            <ArrowLeft className="icon" aria-hidden="true" />
            {t('tour.previous')}
          </Button>
          <Choice
            label={t('tour.jump')}
            hideLabel
            className="tour-jump"
            value={String(run.stepIndex)}
            options={steps.map(({ title }, index) => ({ value: String(index), label: `${index + 1}. ${title}` }))}
            onChange={(index) => command(setTourStep, Number(index))}
          />
          {numbers.step === numbers.all ? (
            <Button className="button primary" onPress={() => command(leaveTour)}>
              {t('tour.end')}
            </Button>
          ) : (
            <Button className="button primary" onPress={() => command(moveTour, 1)}>
              {t('tour.next')}
              <ArrowRight className="icon" aria-hidden="true" />
            </Button>
          )}
        </div>
        <PresenterTools run={run} step={step} />
      </footer>
    </aside>
  );
}

/** A tour in `es` serves a page in `es-MX`. */
function isSpoken(tour: string, page: string): boolean {
  return tour.split('-')[0] === page.split('-')[0];
}

/** What the form is good for here, where it misleads, what it can be asked, and what to do now. */
function StepParts({ step, language }: { readonly step: TourStep; readonly language: string }) {
  const t = useText();
  return (
    <div className="tour-parts">
      <Part
        className="strength"
        icon={<Plus className="icon" aria-hidden="true" />}
        title={t('tour.strength')}
        language={language}
        text={step.strength}
      />
      <Part
        className="weakness"
        icon={<Minus className="icon" aria-hidden="true" />}
        title={t('tour.weakness')}
        language={language}
        text={step.weakness}
      />
      <Part
        className="question"
        icon={<CircleHelp className="icon" aria-hidden="true" />}
        title={t('tour.question')}
        language={language}
        text={step.question}
      />
      <Part
        className="try"
        icon={<Hand className="icon" aria-hidden="true" />}
        title={t('tour.try')}
        language={language}
        text={step.tryIt}
      />
    </div>
  );
}

interface PartProps {
  readonly className: string;
  readonly icon: ReactNode;
  readonly title: string;
  /** Of the text; the title is in the page's. */
  readonly language: string;
  readonly text: string;
}

function Part({ className, icon, title, language, text }: PartProps) {
  if (text === '') return null;
  return (
    <section className={`tour-part ${className}`}>
      <h3>
        {icon}
        {title}
      </h3>
      <div lang={language}>
        <MarkedText text={text} />
      </div>
    </section>
  );
}
