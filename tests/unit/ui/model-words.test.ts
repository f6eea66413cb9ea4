import { describe, expect, it } from 'vitest';
import { readHealth } from '../../../app/commands/read-health.ts';
import type { StepRanges } from '../../../app/commands/read-scenario.ts';
import type { ScenarioEdit } from '../../../app/core/models/scenario/edits.ts';
import { streetBook } from '../../../app/core/models/scenario/street-book.ts';
import { shownSpread } from '../../../app/state/shown-totals.ts';
import { figure, relativeChange, signedFigure } from '../../../app/ui/format/changes.ts';
import { startTexts, type Translate, textOf } from '../../../app/ui/i18n/text.ts';
import { certaintyWords, changeWords, rangeAndCertainty } from '../../../app/ui/model/certainty.ts';
import { editWords, stretchWords } from '../../../app/ui/model/edit-words.ts';
import { exampleWords } from '../../../app/ui/model/example-facade.tsx';
import { deathsRangeWords, deathsWords } from '../../../app/ui/model/health-result.tsx';
import { rangesWords } from '../../../app/ui/model/modelled-here.tsx';
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
    const draws = { median: 0, low: -1, high: 1, draws: 1000 };
    expect(certaintyWords({ ...draws, lower: 997, higher: 3 }, t)).toBe('lower in 997 of 1,000 draws');
    expect(certaintyWords({ ...draws, lower: 20, higher: 980 }, t)).toBe('higher in 980 of 1,000 draws');
    expect(certaintyWords({ ...draws, lower: 600, higher: 399 }, t)).toBe(
      'sign not sure: lower in 600, higher in 399 of 1,000 draws',
    );
  });

  it('tell a change that no draw has from one that is too small in all of them', () => {
    const none = { median: 0, low: 0, high: 0, lower: 0, higher: 0, draws: 1000 };
    expect([0, -0.004, -0.4].map((change) => changeWords(change, t))).toEqual(['no change', 'hardly any', '−0.4']);
    expect(rangeAndCertainty(none, t)).toBe('the same in every draw');
    expect(rangeAndCertainty({ ...none, low: -0.02, high: 0.01 }, t)).toBe(
      '−0.02 to +0.01 · hardly any change in any of 1,000 draws',
    );
    expect(rangeAndCertainty({ ...none, median: -2, low: -3, high: -1, lower: 1000 }, t)).toBe(
      '−3 to −1 · lower in 1,000 of 1,000 draws',
    );
  });
});

describe('figures of people', () => {
  it('are whole: parts of households are nobody', () => {
    const spread = { median: 51.6, low: -0.2, high: 1316.4, lower: 0, higher: 990, draws: 1000 };
    expect(shownSpread('childrenAboveNo2', spread)).toEqual({ ...spread, median: 52, low: 0, high: 1316 });
    expect(shownSpread('no2MeanUgM3', spread)).toEqual(spread);
  });
});

describe('deaths avoided or added', () => {
  it('are said as fewer or more, never as negative deaths', () => {
    expect(deathsWords(1.37, t)).toBe('1.4 deaths a year fewer');
    expect(deathsWords(-1.37, t)).toBe('1.4 deaths a year more');
    expect(deathsWords(0.001, t)).toBe('no change');
    expect(deathsRangeWords(-2.71, -0.69, t)).toBe('could be 0.69 to 2.7');
    expect(deathsRangeWords(-0.3, 1.2, t)).toBe('could be 0.3 more to 1.2 fewer');
  });

  it('have the range of the risks, widened by that of the draws', () => {
    const sure = readHealth(60_000, { central: -2, low: -2, high: -2 }, { central: 0, low: 0, high: 0 });
    const drawn = readHealth(60_000, { central: -2, low: -3, high: 1 }, { central: 0, low: 0, high: 0 });
    // 60,000 · 0.0095 · (1 − 1.02^−0.2), and with 1.01 and 1.04
    expect(sure.no2.central).toBeCloseTo(2.253, 3);
    expect([sure.no2.low, sure.no2.high]).toEqual([expect.closeTo(1.133, 3), expect.closeTo(4.454, 3)]);
    expect(drawn.no2.central).toBe(sure.no2.central);
    // 1 µg/m³ more with the high risk, 3 µg/m³ less with the high risk
    expect([drawn.no2.low, drawn.no2.high]).toEqual([expect.closeTo(-2.24, 2), expect.closeTo(6.67, 2)]);
    expect(sure.pm25).toEqual({ central: 0, low: 0, high: 0 });
  });
});

const drawn: StepRanges = { isProvisional: false, before: [41, 60], after: [31, 45], change: [-17.2, -9] };

describe('the example façade', () => {
  const facade = {
    streetId: 'a-1',
    name: 'Carrer A',
    side: 'left',
    people: 120,
    figures: {
      no2: { before: 52.04, after: 38.02, ranges: drawn },
      pm25: { before: 12, after: 11.8, ranges: null },
      pm10: { before: 22, after: 21.8, ranges: null },
      lden: { before: 66, after: 61, ranges: { ...drawn, isProvisional: true, after: [57.7, 64.2] } },
      lnight: { before: 57, after: 52, ranges: null },
    },
  } as const;

  it('is a sentence with before, after and what it could be', () => {
    expect(exampleWords(facade, 'no2', true, t)).toBe(
      'At façades of Carrer A, left side: 52 → 38 µg/m³ of NO₂, could be 31 to 45',
    );
  });

  it('has no interval while flows are not settled, and in the baseline that of the baseline', () => {
    expect(exampleWords(facade, 'lnight', true, t)).toBe(
      'At façades of Carrer A, left side: 57 → 52 dB(A) of traffic noise at night (Lnight)',
    );
    expect(exampleWords(facade, 'no2', false, t)).toBe(
      'At façades of Carrer A, left side: 52 µg/m³ of NO₂, could be 41 to 60',
    );
  });

  it('speaks of what the map shows: noise beside a map of noise', () => {
    expect(exampleWords(facade, 'lden', true, t)).toBe(
      'At façades of Carrer A, left side: 66 → 61 dB(A) of traffic noise (Lden), could be 57.7 to 64.2 (provisional)',
    );
  });
});

describe('the range of a figure at a façade', () => {
  it('names before, after and change where something was changed, and whose range it is', () => {
    expect(rangesWords(drawn, true, t)).toBe('could be 41 to 60 → 31 to 45, change −17.2 to −9');
    expect(rangesWords({ ...drawn, isProvisional: true }, true, t)).toBe(
      'could be 41 to 60 → 31 to 45, change −17.2 to −9 (provisional)',
    );
  });

  it('is one range where nothing changes', () => {
    const still: StepRanges = { isProvisional: true, before: [41, 60], after: [41, 60], change: [0, 0.001] };
    expect(rangesWords(still, true, t)).toBe('could be 41 to 60 (provisional)');
    expect(rangesWords({ ...drawn, after: [41, 60] }, false, t)).toBe('could be 41 to 60');
  });
});
