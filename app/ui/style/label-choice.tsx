import type { TableColumn } from '../../core/store/database.ts';
import { MOST_LABELS } from '../../state/layer-styles.ts';
import { count } from '../format/numbers.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';

export interface LabelChoiceProps {
  readonly columns: readonly TableColumn[];
  /** Null for none. */
  readonly labels: string | null;
  readonly onChange: (labels: string | null) => void;
}

const NONE = '';

/** Which column's values stand beside the features. */
export function LabelChoice({ columns, labels, onChange }: LabelChoiceProps) {
  const t = useText();
  return (
    <>
      <Choice
        label={t('labels.column')}
        value={labels ?? NONE}
        options={[
          { value: NONE, label: t('labels.none') },
          ...columns.map(({ name, sqlType }) => ({
            value: name,
            label: attributeName(name, t),
            aside: sqlType.toLowerCase(),
          })),
        ]}
        onChange={(choice) => onChange(choice === NONE ? null : choice)}
      />
      {labels === null ? null : <p className="small muted">{t('labels.note', { most: count(MOST_LABELS) })}</p>}
    </>
  );
}
