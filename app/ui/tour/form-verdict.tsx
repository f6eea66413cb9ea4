import { ClipboardCopy, ExternalLink, StickyNote } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import {
  askedQuestions,
  casesOf,
  decideForm,
  type EuropeanCase,
  type FormAnswers,
  type FormDecision,
  formNoteMarkdown,
} from '../../state/form-rule.ts';
import { type TextKey, type Translate, useText } from '../i18n/text.ts';

interface VerdictProps {
  readonly question: string;
  readonly answers: FormAnswers;
  readonly onKeep: () => void;
  readonly onAgain: () => void;
}

/** The form that fits, why, what it needs, how it fails, and who has tried it. */
export function FormVerdictView({ question, answers, onKeep, onAgain }: VerdictProps) {
  const t = useText();
  const [kept, setKept] = useState(false);
  const [copied, setCopied] = useState<{ readonly text: string; readonly done: boolean } | null>(null);
  const decision = decideForm(answers);
  if (decision === null) return null;
  const { verdict } = decision;
  const cases = casesOf(verdict);
  const copy = async () => {
    const text = markdownOf(t, question, answers, decision);
    // Undefined on plain HTTP.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const done = await (clipboard?.writeText(text).then(
      () => true,
      () => false,
    ) ?? Promise.resolve(false));
    setCopied({ text, done });
  };
  return (
    <div className={`form-verdict ${verdict === 'none' ? 'none' : ''}`}>
      <p className="form-verdict-name">{t(`forms.verdict.${verdict}`)}</p>
      <p>{t(reasonOf(decision))}</p>
      <h4>{t('forms.needs')}</h4>
      <p>{t(`forms.needs.${verdict}`)}</p>
      <h4>{t('forms.fails')}</h4>
      <p>{t(`forms.fails.${verdict}`)}</p>
      <h4>{t('forms.cases')}</h4>
      {cases.length === 0 ? <p>{t('forms.cases.none')}</p> : null}
      <ul className="form-cases">
        {cases.map((entry) => (
          <Case key={entry.id} entry={entry} />
        ))}
      </ul>
      <div className="form-actions">
        <Button
          className="button"
          isDisabled={kept}
          onPress={() => {
            onKeep();
            setKept(true);
          }}
        >
          <StickyNote className="icon" aria-hidden="true" />
          {t(kept ? 'forms.kept' : 'forms.keep')}
        </Button>
        <Button className="button" onPress={() => void copy()}>
          <ClipboardCopy className="icon" aria-hidden="true" />
          {t('forms.copy')}
        </Button>
        <Button className="button quiet" onPress={onAgain}>
          {t('forms.again')}
        </Button>
      </div>
      <div role="status">
        {copied === null ? null : <p className="small">{t(copied.done ? 'forms.copied' : 'forms.by-hand')}</p>}
        {copied === null || copied.done ? null : (
          <textarea
            className="text-input mono form-markdown"
            aria-label={t('forms.text')}
            readOnly
            rows={8}
            value={copied.text}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </div>
    </div>
  );
}

function Case({ entry }: { readonly entry: EuropeanCase }) {
  const t = useText();
  const { places, challenge, source, formFrom } = entry;
  return (
    <li>
      <p className="form-case-head">
        <strong>{places.join(', ')}</strong>
        <span className="badge">{t(`forms.challenge.${challenge}`)}</span>
      </p>
      <p>{t(caseKey(entry))}</p>
      <p className="small muted breakable">
        {formFrom === 'ours' ? `${t('forms.case.ours')} ` : ''}
        <a href={source.address} target="_blank" rel="noopener noreferrer">
          {source.name} ({source.year})
          <ExternalLink className="icon form-source-sign" aria-hidden="true" />
        </a>
      </p>
    </li>
  );
}

const caseKey = ({ id }: EuropeanCase): TextKey => `forms.case.${id}` as TextKey;

function reasonOf({ because, verdict }: FormDecision): TextKey {
  return because === 'perception' && verdict === 'none' ? 'forms.because.perception.no' : `forms.because.${because}`;
}

function markdownOf(t: Translate, question: string, answers: FormAnswers, decision: FormDecision): string {
  const { verdict } = decision;
  return formNoteMarkdown(
    {
      question,
      asked: askedQuestions(answers).map((name) => [
        t(`forms.ask.${name}`),
        t(answers[name] === true ? 'forms.yes' : 'forms.no'),
      ]),
    },
    {
      title: t('forms.title'),
      verdict: t(`forms.verdict.${verdict}`),
      reason: t(reasonOf(decision)),
      parts: [
        [t('forms.needs'), t(`forms.needs.${verdict}`)],
        [t('forms.fails'), t(`forms.fails.${verdict}`)],
      ],
      casesTitle: t('forms.cases'),
      cases: casesOf(verdict).map((entry) => {
        const { places, source } = entry;
        return `${places.join(', ')}: ${t(caseKey(entry))} ${source.name} (${source.year}), <${source.address}>`;
      }),
    },
  );
}
