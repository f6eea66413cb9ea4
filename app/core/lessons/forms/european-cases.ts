/** European cases by form and challenge. Only what its source says; texts are the keys `case.<id>` and `case.<id>.what`. */
import type { TwinForm } from './decision-rule.ts';

export type CaseChallenge =
  | 'energy'
  | 'development'
  | 'participation'
  | 'access'
  | 'mobility'
  | 'climate'
  | 'policy'
  | 'planning';

export interface EuropeanCase {
  readonly id: string;
  /** Proper names, not translated. */
  readonly places: readonly string[];
  readonly forms: readonly TwinForm[];
  /** `source`: the source says what the twin is; `ours`: the form is our reading of it. */
  readonly formFrom: 'source' | 'ours';
  readonly challenge: CaseChallenge;
  readonly source: {
    /** As it is to be cited, not translated. */
    readonly name: string;
    /** Of the source, not of the case. */
    readonly year: number;
    readonly address: string;
  };
}

const YOURIS = {
  name: 'youris.com, “Virtual cities for very real benefits: from Local Digital Twins to the Cityverse”',
  year: 2023,
  address:
    'http://blog.youris.com/energy/ecobuildings/virtual-cities-for-very-real-benefits-from-local-digital-twins-to-the-cityverse.kl',
};
const EUROCITIES_GUIDELINES = {
  name: 'Eurocities Digital Forum Lab, “Guidelines for developing digital twins”, as announced by Eurocities',
  year: 2025,
  address: 'https://eurocities.eu/?p=20294',
};

export const EUROPEAN_CASES: readonly EuropeanCase[] = [
  {
    id: 'helsinki',
    places: ['Helsinki'],
    forms: ['3d'],
    formFrom: 'source',
    challenge: 'energy',
    source: YOURIS,
  },
  {
    id: 'developments',
    places: ['Zürich', 'Stockholm', 'Amsterdam'],
    forms: ['3d'],
    formFrom: 'source',
    challenge: 'development',
    source: YOURIS,
  },
  {
    id: 'herrenberg',
    places: ['Herrenberg'],
    forms: ['3d', 'model'],
    formFrom: 'source',
    challenge: 'participation',
    source: {
      name: 'Dembski, Wössner, Letzgus, Ruddat and Yamu, “Urban Digital Twins for Smart Cities and Citizens”, Sustainability 12(6), 2307',
      year: 2020,
      address: 'https://doi.org/10.3390/su12062307',
    },
  },
  {
    id: 'barcelona-15-minutes',
    places: ['Barcelona'],
    forms: ['layers'],
    formFrom: 'ours',
    challenge: 'access',
    source: {
      name: 'Barcelona Supercomputing Center, news of 29 March 2023',
      year: 2023,
      address:
        'https://www.bsc.es/ca/noticies/noticies-del-bsc/barcelona-testeja-amb-un-bess%C3%B3-digital-desenvolupat-pel-bsc-si-%C3%A9s-una-ciutat-dels-15-minuts',
    },
  },
  {
    id: 'duet',
    places: ['Athens', 'Flanders', 'Pilsen'],
    forms: ['model', '3d'],
    formFrom: 'source',
    challenge: 'mobility',
    source: {
      name: 'CORDIS, DUET (grant 870697), report for 2020-12 to 2022-11',
      year: 2022,
      address: 'https://cordis.europa.eu/project/id/870697/reporting',
    },
  },
  {
    id: 'bologna-barcelona',
    places: ['Bologna', 'Barcelona'],
    forms: ['model'],
    formFrom: 'source',
    challenge: 'policy',
    source: {
      name: 'Ajuntament de Barcelona, “Agreement with Bologna to develop urban digital twins”, 8 July 2022',
      year: 2022,
      address:
        'https://www.barcelona.cat/infobarcelona/en/tema/city-council/agreement-with-bologna-to-develop-urban-digital-twins_1193911.html',
    },
  },
  {
    id: 'rotterdam',
    places: ['Rotterdam'],
    forms: ['model'],
    formFrom: 'ours',
    challenge: 'climate',
    source: EUROCITIES_GUIDELINES,
  },
  {
    id: 'dublin',
    places: ['Dublin'],
    forms: ['layers'],
    formFrom: 'ours',
    challenge: 'mobility',
    source: EUROCITIES_GUIDELINES,
  },
  {
    id: 'rennes',
    places: ['Rennes'],
    forms: ['3d', 'layers'],
    formFrom: 'ours',
    challenge: 'planning',
    source: EUROCITIES_GUIDELINES,
  },
];

/** Cases of a form; for no form at all, none. */
export function casesOf(form: TwinForm | 'none'): readonly EuropeanCase[] {
  return EUROPEAN_CASES.filter(({ forms }) => forms.some((candidate) => candidate === form));
}
