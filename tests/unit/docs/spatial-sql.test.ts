import { describe, expect, it } from 'vitest';
import { CELL_DEFINITIONS } from '../../../app/core/store/spatial/cell-definitions.ts';
import { GEOMETRY_DEFINITIONS } from '../../../app/core/store/spatial/geometry-definitions.ts';
import { FUNCTION_REFERENCE } from '../../../app/core/store/spatial/reference.ts';
import { spatialFunctions } from '../../../app/core/store/spatial/spatial-functions.ts';
import { functionPage } from '../../support/function-page.ts';

describe('the page on spatial SQL', () => {
  it('says what the data says', async () => {
    await expect(functionPage()).toMatchFileSnapshot('../../../docs/spatial-sql.md');
  });

  it('leaves no function out, and names none that is not there', () => {
    const told = new Set(FUNCTION_REFERENCE.map(({ name }) => name));
    for (const { label } of [...GEOMETRY_DEFINITIONS, ...CELL_DEFINITIONS]) expect(told).toContain(label);
    const made = new Set(spatialFunctions().scalar.map(({ name }) => name));
    for (const { definition } of spatialFunctions().macros) {
      for (const [, called] of definition.matchAll(/\b(_(?:st|h3)_\w+)\(/g)) expect(made).toContain(called);
    }
  });

  it('tells each name once, and has a sentence and an example for each', () => {
    const names = FUNCTION_REFERENCE.flatMap(({ name, aliases }) =>
      [name, ...aliases].map((each) => each.toLowerCase()),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const { name, computes, example, answer } of FUNCTION_REFERENCE) {
      expect(computes, name).toMatch(/^[A-Z].*\.$/);
      expect(example.toLowerCase(), name).toContain(name.toLowerCase());
      expect(answer, name).not.toBe('');
    }
  });
});
