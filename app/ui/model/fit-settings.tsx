import { setModelSettings } from '../../commands/set-model-settings.ts';
import { MOST_PRIVATE_SHARE, SETTING_CHOICES } from '../../state/model-settings.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Range } from '../parts/range.tsx';
import { Section } from '../parts/section.tsx';
import { Segmented } from '../parts/segmented.tsx';

/** How the models calculate where more than one way is defensible: the choice, and what speaks for each. */
export function FitSettings() {
  const t = useText();
  const run = useCommand();
  const settings = useAppState((state) => state.modelSettings);
  const percent = Math.round(settings.privateShare * 100);
  return (
    <Section title={t('fit.settings')}>
      <p>{t('fit.settings.about')}</p>
      <h4>{t('fit.setting.streetForm')}</h4>
      <Segmented
        label={t('fit.setting.streetForm')}
        value={settings.streetForm}
        options={SETTING_CHOICES.streetForm.map((value) => ({ value, label: t(`fit.streetForm.${value}`) }))}
        onChange={(streetForm) => run(setModelSettings, { streetForm })}
      />
      <p className="small muted">{t('fit.setting.streetForm.about')}</p>
      <h4>{t('fit.setting.heights')}</h4>
      <Segmented
        label={t('fit.setting.heights')}
        value={settings.heights}
        options={SETTING_CHOICES.heights.map((value) => ({ value, label: t(`fit.heights.${value}`) }))}
        onChange={(heights) => run(setModelSettings, { heights })}
      />
      <p className="small muted">{t('fit.setting.heights.about')}</p>
      <h4>{t('fit.setting.crossings')}</h4>
      <Segmented
        label={t('fit.setting.crossings')}
        value={settings.crossings}
        options={SETTING_CHOICES.crossings.map((value) => ({ value, label: t(`fit.crossings.${value}`) }))}
        onChange={(crossings) => run(setModelSettings, { crossings })}
      />
      <p className="small muted">{t('fit.setting.crossings.about')}</p>
      <h4>{t('fit.setting.no2')}</h4>
      <Segmented
        label={t('fit.setting.no2')}
        value={settings.no2}
        options={SETTING_CHOICES.no2.map((value) => ({ value, label: t(`fit.no2.${value}`) }))}
        onChange={(no2) => run(setModelSettings, { no2 })}
      />
      <p className="small muted">{t('fit.setting.no2.about')}</p>
      <h4>{t('fit.setting.engines')}</h4>
      <Segmented
        label={t('fit.setting.engines')}
        value={settings.engines}
        options={SETTING_CHOICES.engines.map((value) => ({ value, label: t(`fit.engines.${value}`) }))}
        onChange={(engines) => run(setModelSettings, { engines })}
      />
      <p className="small muted">{t('fit.setting.engines.about')}</p>
      <h4>{t('fit.setting.modeSplit')}</h4>
      <Segmented
        label={t('fit.setting.modeSplit')}
        value={settings.modeSplit}
        options={SETTING_CHOICES.modeSplit.map((value) => ({ value, label: t(`fit.modeSplit.${value}`) }))}
        onChange={(modeSplit) => run(setModelSettings, { modeSplit })}
      />
      <p className="small muted">{t('fit.setting.modeSplit.about')}</p>
      <div className="dial">
        <span className="dial-name">{t('fit.setting.privateShare')}</span>
        <strong className="dial-value">{t('fit.percent', { percent })}</strong>
        <Range
          label={t('fit.setting.privateShare')}
          value={percent}
          min={0}
          max={Math.round(MOST_PRIVATE_SHARE * 100)}
          step={1}
          valueText={t('fit.percent', { percent })}
          onChange={(value) => run(setModelSettings, { privateShare: value / 100 })}
        />
        <span className="dial-about small muted">{t('fit.setting.privateShare.about')}</span>
      </div>
    </Section>
  );
}
