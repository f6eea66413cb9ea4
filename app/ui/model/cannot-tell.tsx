import { ASSUMPTIONS, type ModelName } from '../../state/model-facts.ts';
import { useText } from '../i18n/text.ts';
import { Assumptions } from './assumptions.tsx';

/** What a model cannot tell, and the numbers it takes for granted. */
export function CannotTell({ model }: { readonly model: ModelName }) {
  const t = useText();
  return (
    <>
      <h4 className="behind-cannot">{t('behind.cannot')}</h4>
      <p>{t(`behind.${model}.limits`)}</p>
      <Assumptions list={ASSUMPTIONS[model]} />
    </>
  );
}
