import { Input, Label, NumberField } from 'react-aria-components';
import { changeWishes } from '../../commands/examine-files.ts';
import type { DoctorReport } from '../../core/geo/doctor/report.ts';
import type { ImportWishes } from '../../core/twins/file-importer.ts';
import { useCommand } from '../app-context.tsx';
import { count, quantity } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { useImport } from './use-import.ts';

type HeightWish = NonNullable<ImportWishes['height']>;

/** Keys of the two answers that are no column. */
const RULE = ' rule';
const NONE = ' none';
const UNITS = ['m', 'ft', 'cm', 'storey'] as const;
/** Of a person's storey, metres: a cellar to a hall. */
const STOREY = { least: 1.5, most: 10 };
const HIGHEST_M = 1_000;

/** Which column gives a height, in which unit, for how many features, and what is assumed for the others. */
export function ImportHeight({ report }: { readonly report: DoctorReport }) {
  const t = useText();
  const run = useCommand();
  const wish: HeightWish = useImport((state) => state.wishes.height) ?? {};
  const { height, columns } = report;
  if (height.of === 0) return null;
  const change = (change: HeightWish) => run(changeWishes, { height: { ...wish, ...change } });
  const value = wish.column === undefined ? RULE : (wish.column ?? NONE);
  const percent = Math.round((100 * height.known) / height.of);
  return (
    <section className="section">
      <h3>{t('import.height')}</h3>
      <p>
        {t(`import.height.rule.${height.rule === 'metres' && height.unit !== 'm' ? 'units' : height.rule}`, {
          column: columns.find(({ name }) => name === height.column)?.source ?? '',
          metres: height.rule === 'default' ? (height.defaultM ?? 0) : quantity(height.perUnitM ?? 1),
        })}{' '}
        {height.rule === 'none' || height.rule === 'default'
          ? ''
          : t('import.height.coverage', {
              known: count(height.known),
              of: count(height.of),
              percent,
              lowest: quantity(height.lowestM ?? 0),
              highest: quantity(height.highestM ?? 0),
            })}
      </p>
      {height.passedOver === null ? null : (
        <p className="small muted">
          {t('import.height.passed-over', {
            column: columns.find(({ name }) => name === height.passedOver?.column)?.source ?? height.passedOver.column,
            known: count(height.passedOver.known),
            of: count(height.of),
          })}
        </p>
      )}
      <div className="import-fields">
        <Choice
          label={t('import.height.from')}
          value={value}
          options={[
            { value: RULE, label: t('import.height.by-rule') },
            { value: NONE, label: t('import.height.none') },
            ...columns
              .filter(
                ({ type, filled }) => filled > 0 && (type === 'BIGINT' || type === 'DOUBLE' || type === 'VARCHAR'),
              )
              .map(({ name, source, filled }) => ({ value: name, label: source, aside: count(filled) })),
          ]}
          onChange={(chosen) => {
            if (chosen === RULE) run(changeWishes, { height: {} });
            else change({ column: chosen === NONE ? null : chosen });
          }}
        />
        {height.column === null ? null : (
          <Choice
            label={t('import.height.unit')}
            value={height.unit ?? 'm'}
            options={UNITS.map((unit) => ({ value: unit, label: t(`import.height.unit.${unit}`) }))}
            onChange={(unit) => change({ column: height.column, unit: unit as (typeof UNITS)[number] })}
          />
        )}
        {height.unit === 'storey' ? (
          <Metres
            label={t('import.height.storey')}
            value={height.perUnitM}
            least={STOREY.least}
            most={STOREY.most}
            onChange={(storeyHeightM) => change({ storeyHeightM: storeyHeightM ?? 3 })}
          />
        ) : null}
        <Metres
          label={t('import.height.default')}
          value={height.defaultM}
          least={0}
          most={HIGHEST_M}
          onChange={(defaultM) => change({ defaultM })}
        />
      </div>
      <p className="muted small">{t('import.height.assumed')}</p>
    </section>
  );
}

interface MetresProps {
  readonly label: string;
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly onChange: (metres: number | null) => void;
}

/** A length in metres; empty for none. */
function Metres({ label, value, least, most, onChange }: MetresProps) {
  return (
    <NumberField
      value={value ?? Number.NaN}
      minValue={least}
      maxValue={most}
      formatOptions={{ maximumFractionDigits: 2 }}
      onChange={(metres) => {
        const next = Number.isFinite(metres) ? metres : null;
        if (next !== value) onChange(next);
      }}
    >
      <Label className="field-label">{label}</Label>
      <Input className="text-input short" />
    </NumberField>
  );
}
