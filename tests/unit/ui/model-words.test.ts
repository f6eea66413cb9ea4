import { describe, expect, it } from 'vitest';
import type { ScenarioEdit } from '../../../app/core/models/scenario/edits.ts';
import { streetBook } from '../../../app/core/models/scenario/street-book.ts';
import { figure, relativeChange, signedFigure } from '../../../app/ui/format/changes.ts';
import { startTexts, type Translate, textOf } from '../../../app/ui/i18n/text.ts';
import { certaintyWords } from '../../../app/ui/model/certainty.ts';
import { editWords, stretchWords } from '../../../app/ui/model/edit-words.ts';
import { exampleWords } from '../../../app/ui/model/example-facade.tsx';
import { STREETS } from '../../builders/what-if.ts';

startTexts();
const t = Object.assign(((key, values) => textOf(key, values)) as Translate, { named: (name: string) => name });
const book = streetBook(STREETS);

describe('an edit in words', () => {
  const cases: readonly (readonly [ScenarioEdit, string])[] = [
    [
      { kind: 'superblock', streetIds: ['a-1', 'b-up', 'b-down'], crossingIds: ['n1', 'n2'] },
      'Superblock: 2 stretches of street at 10 km/h, no driving straight on at their crossings (2)',
    ],
    [{ kind: 'close-street', streetIds: ['a-1'] }, 'Closed to traffic: Carrer A (1 stretch)'],
    [
      { kind: 'slow-street', streetIds: ['a-1', 'b-up', 'c-1'], speedKmh: 20 },
      '20 km/h in Carrer A, Avinguda B and 1 more (3 stretches)',
    ],
    [{ kind: 'one-way', streetIds: ['b-up'], closedIds: ['b-down'] }, 'One-way: Avinguda B (1 stretch)'],
    [{ kind: 'change-lanes', streetIds: ['a-1'], lanes: 1 }, 'Lanes a direction, 1: Carrer A (1 stretch)'],
    [{ kind: 'plant-trees', streetIds: ['a-1'], trees: 30 }, '30 trees planted in Carrer A (1 stretch)'],
    [{ kind: 'electrify', share: 0.3 }, '30 % of combustion vehicles become electric'],
    [{ kind: 'low-emission-zone', obeyed: 0.9 }, 'Low-emission zone, obeyed by 90 % of the vehicles it bans'],
    [{ kind: 'change-demand', trips: 'all', factor: 1.1 }, 'All trips: +10 %'],
    [{ kind: 'change-demand', trips: 'through', factor: 0.8 }, 'Trips that only pass through: −20 %'],
    [{ kind: 'evaporation', share: 0.15 }, '15 % of the displaced trips are not made any more'],
    [
      { kind: 'change-fleet', fleet: { 'car-battery': 0.4, 'van-diesel-euro6': 0.35, 'car-petrol-euro5': 0.25 } },
      'Vehicles: 35 % diesel, 25 % petrol, 40 % electric',
    ],
    [{ kind: 'toll', streetIds: ['a-1', 'a-2'], euros: 2.5 }, '2.50 € to drive over each of Carrer A (2 stretches)'],
    [{ kind: 'distance-charge', eurosPerKm: 0.2 }, 'Every kilometre driven costs 0.20 € more'],
    [
      { kind: 'turn-rule', turns: [{ fromId: 'a-1', toId: 'b-down' }], penaltyS: null },
      'No turning: Carrer A into Avinguda B',
    ],
    [
      {
        kind: 'turn-rule',
        turns: [
          { fromId: 'a-1', toId: 'b-down' },
          { fromId: 'a-1', toId: 'a-2' },
          { fromId: 'b-up', toId: 'a-2' },
        ],
        penaltyS: 45,
      },
      'Turning takes 45 s longer, 3 turns: Carrer A into Avinguda B, Carrer A into Carrer A and 1 more',
    ],
  ];

  it.each(cases)('%j', (edit, words) => {
    expect(editWords(edit, book, t)).toBe(words);
  });

  it('names streets by their ids until their names are known', () => {
    expect(editWords({ kind: 'close-street', streetIds: ['a-1'] }, null, t)).toBe('Closed to traffic: a-1 (1 stretch)');
  });

  it('tells a stretch by its crossings', () => {
    expect(stretchWords('a-1', book, t)).toBe('Carrer C to Avinguda B');
    expect(stretchWords('a-2', book, t)).toBe('Avinguda B to edge');
    expect(stretchWords('nowhere', book, t)).toBe('');
  });
});

describe('differences', () => {
  it.each([
    [812_340.4, '812,340', '+812,340'],
    [-41.26, '−41.3', '−41.3'],
    [0.034, '0.03', '+0.03'],
    [0.001, '0', '0'],
    [-0.001, '0', '0'],
    [0, '0', '0'],
  ])('%d', (value, plain, signed) => {
    expect([figure(value), signedFigure(value)]).toEqual([plain, signed]);
  });

  it('are relative to what was there before, where something was', () => {
    expect(relativeChange(200, 190)).toBe('−5 %');
    expect(relativeChange(0, 5)).toBe('');
  });

  it('say how sure their sign is', () => {
    expect(certaintyWords({ lower: 997, higher: 3, draws: 1000 }, t)).toBe('lower in 997 of 1,000 draws');
    expect(certaintyWords({ lower: 20, higher: 980, draws: 1000 }, t)).toBe('higher in 980 of 1,000 draws');
    expect(certaintyWords({ lower: 600, higher: 399, draws: 1000 }, t)).toBe(
      'sign not sure: lower in 600, higher in 399 of 1,000 draws',
    );
    expect(certaintyWords({ lower: 0, higher: 0, draws: 1000 }, t)).toBe('the same in every draw');
  });
});

describe('the example façade', () => {
  const facade = {
    streetId: 'a-1',
    name: 'Carrer A',
    side: 'left',
    people: 120,
    no2Before: 52.04,
    no2After: 38.02,
    no2Range: [31, 45],
    pm25Before: 12,
    pm25After: 11.8,
    ldenBefore: 66,
    ldenAfter: 61,
    lnightBefore: 57,
    lnightAfter: 52,
  } as const;

  it('is a sentence with before, after and what it could be', () => {
    expect(exampleWords(facade, true, t)).toBe(
      'At façades of Carrer A, left side: 52 → 38 µg/m³ of NO₂, could be 31 to 45',
    );
  });

  it('has no interval before the draws, and no arrow in the baseline', () => {
    expect(exampleWords({ ...facade, no2Range: null }, true, t)).toBe(
      'At façades of Carrer A, left side: 52 → 38 µg/m³ of NO₂',
    );
    expect(exampleWords(facade, false, t)).toBe('At façades of Carrer A, left side: 52 µg/m³ of NO₂');
  });
});
