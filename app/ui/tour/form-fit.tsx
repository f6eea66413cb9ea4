import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { keepFormNote, removeFormNote } from '../../commands/form-notes.ts';
import {
  answerForm,
  askedQuestions,
  decideForm,
  type FormAnswers,
  type FormQuestion,
  nextQuestion,
} from '../../state/form-rule.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Section } from '../parts/section.tsx';
import { FormVerdictView } from './form-verdict.tsx';

const LONGEST_QUESTION = 500;

/** A city's own question, taken through the rule one answer at a time. */
export function FormFit() {
  const t = useText();
  const command = useCommand();
  const [question, setQuestion] = useState('');
  const [answers, setAnswers] = useState<FormAnswers>({});
  const hint = useId();
  const decision = decideForm(answers);
  const open = nextQuestion(answers);
  const isTyped = question.trim() !== '';
  const change = (asked: FormQuestion) => {
    // Everything from this question on is asked anew.
    const { [asked]: _gone, ...rest } = answerForm(answers, asked, true);
    setAnswers(rest);
  };
  return (
    <Section title={t('forms.title')}>
      <p className="small muted">{t('forms.about')}</p>
      <div className="form-fit">
        <TextField value={question} onChange={setQuestion} maxLength={LONGEST_QUESTION} aria-describedby={hint}>
          <Label className="field-label">{t('forms.question')}</Label>
          <Input className="text-input" placeholder={t('forms.question.placeholder')} />
        </TextField>
        {isTyped ? (
          <ol className="form-asked">
            {askedQuestions(answers)
              .filter((asked) => asked !== open)
              .map((asked) => (
                <li key={asked}>
                  <span>
                    {t(`forms.ask.${asked}`)} <strong>{t(answers[asked] === true ? 'forms.yes' : 'forms.no')}</strong>
                  </span>
                  <Button
                    className="link small"
                    aria-label={`${t('forms.change')}: ${t(`forms.ask.${asked}`)}`}
                    onPress={() => change(asked)}
                  >
                    {t('forms.change')}
                  </Button>
                </li>
              ))}
          </ol>
        ) : (
          <p className="small muted" id={hint}>
            {t('forms.question.first')}
          </p>
        )}
        <div aria-live="polite">
          {isTyped && open !== null ? (
            <fieldset className="form-ask">
              <legend>{t(`forms.ask.${open}`)}</legend>
              <p className="small muted">{t(`forms.ask.${open}.help`)}</p>
              <div className="form-answers">
                <Button className="button" onPress={() => setAnswers(answerForm(answers, open, true))}>
                  {t('forms.yes')}
                </Button>
                <Button className="button" onPress={() => setAnswers(answerForm(answers, open, false))}>
                  {t('forms.no')}
                </Button>
              </div>
            </fieldset>
          ) : null}
          {isTyped && decision !== null ? (
            <FormVerdictView
              question={question}
              answers={answers}
              onKeep={() => command(keepFormNote, { question, answers })}
              onAgain={() => {
                setQuestion('');
                setAnswers({});
              }}
            />
          ) : null}
        </div>
        <KeptQuestions
          onOpen={(kept, given) => {
            setQuestion(kept);
            setAnswers(given);
          }}
        />
      </div>
    </Section>
  );
}

function KeptQuestions({ onOpen }: { readonly onOpen: (question: string, answers: FormAnswers) => void }) {
  const t = useText();
  const command = useCommand();
  const notes = useAppState((state) => state.formNotes);
  if (notes.length === 0) return null;
  return (
    <section className="form-kept">
      <h4>{t('forms.notes')}</h4>
      <ul>
        {notes.map(({ question, answers, atMs }) => (
          <li key={`${atMs} ${question}`}>
            <Button
              className="link"
              aria-label={t('forms.note.open', { question })}
              onPress={() => onOpen(question, answers)}
            >
              {question}
            </Button>
            <span className="badge">{t(`forms.verdict.${decideForm(answers)?.verdict ?? 'none'}`)}</span>
            <IconButton
              icon={X}
              small
              label={t('forms.note.remove', { question })}
              onPress={() => command(removeFormNote, { question, atMs })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
