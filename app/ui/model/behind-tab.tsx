import { ASSUMPTIONS, MODELS } from '../../state/model-facts.ts';
import { useAppState } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { Assumptions } from './assumptions.tsx';
import { CannotTell } from './cannot-tell.tsx';

/** What stands behind the figures: each model, what it cannot tell, and the numbers it takes for granted. */
export function BehindTab() {
  const t = useText();
  const isShipped = useAppState((state) => state.ownPlace.spec === null);
  return (
    <>
      <p className="behind-intro">{t('behind.intro')}</p>
      {MODELS.map((model) => (
        <Section key={model} title={t(`behind.${model}`)}>
          <p>{t(`behind.${model}.what`)}</p>
          <CannotTell model={model} />
        </Section>
      ))}
      {isShipped ? null : (
        <Section title={t('behind.own-streets')}>
          <p>{t('behind.own-streets.about')}</p>
          <Assumptions list={ASSUMPTIONS['own-streets']} />
        </Section>
      )}
      <Section title={t('behind.uncertainty')}>
        <Assumptions list={ASSUMPTIONS.uncertainty} open />
      </Section>
    </>
  );
}
