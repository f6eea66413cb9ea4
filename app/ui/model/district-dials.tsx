import { DIAL_RANGES, DISTRICT_DIALS, dialPercent, setDistrictEdit } from '../../commands/set-district-edit.ts';
import type { Scenario } from '../../core/models/scenario/edits.ts';
import { VALUE_OF_TIME } from '../../state/model-facts.ts';
import { useCommand } from '../app-context.tsx';
import { signedFigure } from '../format/changes.ts';
import { useText } from '../i18n/text.ts';
import { Range } from '../parts/range.tsx';
import { Section } from '../parts/section.tsx';

/** Changes of the whole district: a labelled slider each, with its number and what it means. */
export function DistrictDials({ scenario }: { readonly scenario: Scenario }) {
  const t = useText();
  const run = useCommand();
  return (
    <Section title={t('edits.district')}>
      <ul className="dials">
        {DISTRICT_DIALS.map((dial) => {
          const [least, most] = DIAL_RANGES[dial];
          const percent = dialPercent(scenario.edits, dial);
          const text =
            dial === 'distance-charge'
              ? t('edit.dial.cents', { number: percent })
              : `${least < 0 ? signedFigure(percent) : percent} %`;
          return (
            <li key={dial} className="dial">
              <span className="dial-name">{t(`edit.dial.${dial}`)}</span>
              <strong className="dial-value">{text}</strong>
              <Range
                label={t(`edit.dial.${dial}`)}
                value={percent}
                min={least}
                max={most}
                step={dial === 'evaporation' ? 1 : 5}
                valueText={text}
                onChange={(value) => run(setDistrictEdit, scenario.id, dial, value)}
              />
              <span className="dial-about small muted">{t(`edit.about.${dial}`, VALUE_OF_TIME)}</span>
            </li>
          );
        })}
      </ul>
      <p className="small muted">{t('edits.district.note')}</p>
    </Section>
  );
}
