import { switchForm } from '../../commands/switch-form.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Segmented } from '../parts/segmented.tsx';

/** The product's signature: the same place and camera in each form, and under it the question that form answers. */
export function FormSwitch() {
  const t = useText();
  const run = useCommand();
  const form = useAppState((state) => state.form);
  return (
    <div className="form-switch">
      <Segmented
        label={t('form.label')}
        value={form}
        accent
        options={[
          { value: '3d', label: t('form.3d') },
          { value: 'layers', label: t('form.layers') },
          { value: 'model', label: t('form.model') },
        ]}
        onChange={(next) => run(switchForm, next)}
      />
      <p className="form-question" aria-live="polite">
        {t(`form.${form}.question`)}
      </p>
    </div>
  );
}
