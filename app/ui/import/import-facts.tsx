import { FieldError, Input, Label, TextField } from 'react-aria-components';
import { describeImport, nameImport } from '../../commands/describe-import.ts';
import type { ImportFacts } from '../../state/import-desk.ts';
import { licences } from '../../state/licence-list.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { useImport } from './use-import.ts';

/** What the table is called, and what its card says: whose data it is, where it was found, what one may do with it. */
export function ImportFactsForm() {
  const t = useText();
  const run = useCommand();
  const table = useImport((state) => state.table);
  const problem = useImport((state) => state.nameProblem);
  const facts = useImport((state) => state.facts);
  return (
    <section className="section">
      <h3>{t('import.facts')}</h3>
      <div className="import-fields">
        <TextField
          value={table}
          onChange={(name) => run(nameImport, name)}
          isInvalid={problem !== null}
          validationBehavior="aria"
        >
          <Label className="field-label">{t('import.table')}</Label>
          <Input className="text-input mono" />
          <FieldError className="field-error small">{problem === null ? '' : t(`import.table.${problem}`)}</FieldError>
        </TextField>
        <Fact name="title" label={t('import.facts.title')} />
        <Fact name="publisher" label={t('import.facts.publisher')} />
        <Fact name="source" label={t('import.facts.source')} />
        <Choice
          label={t('import.facts.licence')}
          value={facts.licence}
          options={licences().map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(licence) => run(describeImport, { licence: licence as ImportFacts['licence'] })}
        />
      </div>
    </section>
  );
}

function Fact({ name, label }: { readonly name: 'title' | 'publisher' | 'source'; readonly label: string }) {
  const run = useCommand();
  const value = useImport((state) => state.facts[name]);
  return (
    <TextField value={value} maxLength={500} onChange={(text) => run(describeImport, { [name]: text })}>
      <Label className="field-label">{label}</Label>
      <Input className="text-input" />
    </TextField>
  );
}
