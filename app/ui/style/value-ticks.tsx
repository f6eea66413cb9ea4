import { Button } from 'react-aria-components';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

/** Rarer values are left to the condition itself: a longer list is no choice. */
const MOST_TICKS = 60;

export interface ValueTicksProps {
  readonly name: string;
  /** Different values with how often each occurs, the most frequent first. */
  readonly texts: ReadonlyMap<string, number>;
  /** The ticked ones; null: all. */
  readonly values: readonly string[] | null;
  readonly onValues: (values: readonly string[] | null) => void;
}

/** The values of a column, each to be ticked; with all ticked there is no condition. */
export function ValueTicks({ name, texts, values, onValues }: ValueTicksProps) {
  const t = useText();
  const listed = [...texts].slice(0, MOST_TICKS);
  const isTicked = (value: string) => values === null || values.includes(value);
  const tick = (value: string) => {
    const before = values ?? [...texts.keys()];
    const next = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
    onValues(next.length === 0 || [...texts.keys()].every((text) => next.includes(text)) ? null : next);
  };
  return (
    <fieldset className="value-ticks">
      <legend className="field-label">{t('brush.ticks', { name })}</legend>
      {listed.length === 0 ? <p className="small muted">{t('brush.no-values')}</p> : null}
      <ul className="category-list">
        {listed.map(([value, times]) => (
          <li key={value}>
            <input
              type="checkbox"
              id={`tick ${name} ${value}`}
              checked={isTicked(value)}
              onChange={() => tick(value)}
            />
            <label className="ellipsis" htmlFor={`tick ${name} ${value}`}>
              {value === '' ? t('style.empty-text') : value}
            </label>
            <span className="muted small number">{count(times)}</span>
          </li>
        ))}
      </ul>
      {texts.size > listed.length ? (
        <p className="small muted">{t('brush.more', { count: texts.size - listed.length })}</p>
      ) : null}
      {values === null ? (
        listed.length < 2 ? null : (
          <Button className="button small quiet" onPress={() => onValues([listed[0]![0]])}>
            {t('brush.only-first')}
          </Button>
        )
      ) : (
        <Button className="button small quiet" onPress={() => onValues(null)}>
          {t('brush.all')}
        </Button>
      )}
    </fieldset>
  );
}
