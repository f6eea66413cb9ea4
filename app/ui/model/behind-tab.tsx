import { ASSUMPTIONS, MODELS } from '../../state/model-facts.ts';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { Assumptions } from './assumptions.tsx';
import { CannotTell } from './cannot-tell.tsx';

/** What stands behind the figures: each model, what it cannot tell, and the numbers it takes for granted. */
export function BehindTab() {
  const t = useText();
  return (
    <>
      <p className="behind-intro">{t('behind.intro')}</p>
      {MODELS.map((model) => (
        <Section key={model} title={t(`behind.${model}`)}>
          <p>{t(`behind.${model}.what`)}</p>
          <CannotTell model={model} />
        </Section>
      ))}
      <Section title={t('behind.uncertainty')}>
        <Assumptions list={ASSUMPTIONS.uncertainty} open />
      </Section>
    </>
  );
}
