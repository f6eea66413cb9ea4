import { describe, expect, it } from 'vitest';
import { tableReferences } from '../../../../app/core/store/table-references.ts';

const known = [
  { name: 'observations' },
  { name: 'Streets' },
  { name: 'busy', reads: ['observations'] },
  { name: 'busier', reads: ['busy'] },
  { name: 'round', reads: ['round'] },
];

describe('the tables a text reads', () => {
  it('are found in any case, quoted or not, and not in comments', () => {
    expect([...tableReferences('SELECT * FROM streets -- observations', known)]).toEqual(['Streets']);
    expect([...tableReferences('SELECT * FROM "STREETS"', known)]).toEqual(['Streets']);
  });

  it('include what stands behind views', () => {
    expect([...tableReferences('FROM busier', known)]).toEqual(['busier', 'busy', 'observations']);
  });

  it('include names given as text, and end on a view that names itself', () => {
    expect([...tableReferences("FROM 'observations', round", known)]).toEqual(['observations', 'round']);
  });
});
