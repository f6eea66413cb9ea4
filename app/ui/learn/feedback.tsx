import { ArrowRight, CircleCheck, CircleX, Lightbulb, MessagesSquare, RadioTower, ScanSearch } from 'lucide-react';
import { Button } from 'react-aria-components';
import { pathProgress, statusOf } from '../../commands/exercise-progress.ts';
import { askLiveCity, openHint } from '../../commands/help-with-exercise.ts';
import { openExercise } from '../../commands/open-exercise.ts';
import type { CheckReport } from '../../core/lessons/exercises/check-report.ts';
import type { OpenedExercise } from '../../core/lessons/exercises/exercise-library.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { Note } from '../parts/note.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { DifferenceList } from './difference-list.tsx';
import type { LessonTab } from './exercise-sheet.tsx';
import { findingWords } from './finding-words.ts';
import { useTitleIn } from './path-list.tsx';
import { useAnswer, useLessonDesk, useWork } from './use-lessons.ts';

export interface FeedbackProps {
  readonly opened: OpenedExercise;
  readonly onTab: (tab: LessonTab) => void;
}

/** What the last check said; an older answer's report stays until the next, and says so. */
export function Feedback({ opened, onTab }: FeedbackProps) {
  const t = useText();
  const check = useLessonDesk((desk) => desk.check);
  const answer = useAnswer();
  const { report } = check;
  const isOutdated = report !== null && check.text !== answer;
  const tone = report === null ? '' : report.passed ? ' passed' : isLooking(report, check.askedFor) ? '' : ' wrong';
  return (
    <div className={`feedback${tone}${isOutdated ? ' outdated' : ''}`} aria-busy={check.status === 'checking'}>
      <ScrollRegion className="feedback-body" label={t('feedback.title')}>
        <div role="status" aria-live="polite">
          {check.status === 'checking' ? <p className="feedback-state small">{t('feedback.checking')}</p> : null}
          {check.status === 'failed' ? (
            <Note tone="error" detail={check.detail}>
              {t('feedback.failed')}
            </Note>
          ) : null}
          {report === null && check.status === 'idle' ? (
            <p className="feedback-state small muted">{t('feedback.none')}</p>
          ) : null}
          {isOutdated && check.status !== 'checking' ? (
            <p className="feedback-state small">{t('feedback.outdated')}</p>
          ) : null}
          {report === null ? null : report.passed ? (
            <Passed report={report} />
          ) : (
            <Wrong report={report} opened={opened} askedFor={check.askedFor} />
          )}
        </div>
        {report?.passed ? <WhatNow opened={opened} onTab={onTab} /> : null}
        {report !== null && !report.passed ? <GetHelp opened={opened} onTab={onTab} /> : null}
      </ScrollRegion>
    </div>
  );
}

/** Whoever only looks around is not told that they are wrong. */
function isLooking({ findings }: CheckReport, askedFor: boolean): boolean {
  return !askedFor && findings.some(({ code }) => code === 'columns-missing');
}

function Passed({ report }: { readonly report: CheckReport }) {
  const t = useText();
  return (
    <>
      <h3 className="feedback-verdict good">
        <CircleCheck className="icon" aria-hidden="true" />
        {t('feedback.passed')}
      </h3>
      <p>{t('feedback.passed.rows', { count: report.expectedRows, rows: count(report.expectedRows) })}</p>
      {report.findings.map((finding) => (
        <p key={finding.code} className="small muted">
          {findingWords(finding, t)}
        </p>
      ))}
    </>
  );
}

interface WrongProps {
  readonly report: CheckReport;
  readonly opened: OpenedExercise;
  readonly askedFor: boolean;
}

function Wrong({ report, opened, askedFor }: WrongProps) {
  const t = useText();
  const looking = isLooking(report, askedFor);
  const message = report.mistake === null ? undefined : opened.texts.messages.get(report.mistake);
  const Sign = looking ? ScanSearch : CircleX;
  const isCounted = report.expectedRows > 0 && report.columns.length > 0;
  const rows = {
    right: count(report.rightRows),
    expected: count(report.expectedRows),
    found: count(report.foundRows),
  };
  return (
    <>
      <h3 className={`feedback-verdict${looking ? '' : ' bad'}`}>
        <Sign className="icon" aria-hidden="true" />
        {t(looking ? 'feedback.looking' : 'feedback.wrong')}
      </h3>
      {message === undefined ? null : <MarkedText text={message} className="feedback-message" />}
      {!isCounted || looking ? null : <p className="feedback-rows">{t('feedback.rows', rows)}</p>}
      <ul className="finding-list" aria-label={t('feedback.findings')}>
        {report.findings.map((finding) => (
          <li key={JSON.stringify(finding)} className="breakable">
            {findingWords(finding, t)}
          </li>
        ))}
      </ul>
      {looking ? null : <DifferenceList report={report} answer={opened.exercise.answer} />}
    </>
  );
}

function WhatNow({ opened, onTab }: FeedbackProps) {
  const t = useText();
  const run = useCommand();
  const titleIn = useTitleIn();
  const { name, live, answer } = opened.exercise;
  const { entries, paths } = useLessonDesk((desk) => desk.list);
  const works = useAppState((state) => state.lessonWorks);
  const path = paths.find(({ exercises }) => exercises.includes(name));
  const next =
    (path === undefined ? null : pathProgress(path, entries, works).next) ??
    entries.find((entry) => statusOf(works[entry.name]) !== 'passed');
  return (
    <div className="feedback-buttons">
      <Button className="button" onPress={() => onTab('notes')}>
        <MessagesSquare className="icon" aria-hidden="true" />
        {t('feedback.talk')}
      </Button>
      {live && answer.kind === 'sql' ? (
        <Button className="button" onPress={() => run(askLiveCity)}>
          <RadioTower className="icon" aria-hidden="true" />
          {t('feedback.live')}
        </Button>
      ) : null}
      {next && next.name !== name ? (
        <Button className="button primary" onPress={() => run(openExercise, next.name)}>
          <span className="ellipsis">{t('feedback.next', { number: next.number, title: titleIn(next.titles) })}</span>
          <ArrowRight className="icon" aria-hidden="true" />
        </Button>
      ) : null}
    </div>
  );
}

function GetHelp({ opened, onTab }: FeedbackProps) {
  const t = useText();
  const run = useCommand();
  const work = useWork(opened.exercise.name);
  const hasMore = work.hints < opened.texts.hints.length;
  return (
    <div className="feedback-buttons">
      <Button
        className="button small"
        onPress={() => {
          if (hasMore) run(openHint);
          onTab('hints');
        }}
      >
        <Lightbulb className="icon" aria-hidden="true" />
        {hasMore ? t('feedback.help') : t('lesson.part.hints')}
      </Button>
    </div>
  );
}
