/**
 * Given names and surnames as they are common in Catalonia, put together by chance: who bears such a pair of names does so
 * by coincidence. A given name with a Spanish form is written now one way and now the other, as in real registers.
 */

export interface GivenName {
  readonly catalan: string;
  /** The same name as a clerk who writes Spanish puts it; null where there is none. */
  readonly spanish: string | null;
  readonly sex: 'D' | 'H';
  /** Bearers are mostly born from then on, or until then. */
  readonly era: 'old' | 'any' | 'young';
}

const named = (sex: GivenName['sex'], era: GivenName['era'], list: string): GivenName[] =>
  list.split(' ').map((entry) => {
    const [catalan, spanish] = entry.replaceAll('_', ' ').split('/');
    return { catalan: catalan!, spanish: spanish ?? null, sex, era };
  });

export const GIVEN_NAMES: readonly GivenName[] = [
  ...named('D', 'old', 'Montserrat Maria/María Josefa Carme/Carmen Mercè/Mercedes Dolors/Dolores Rosa Núria Pilar'),
  ...named('D', 'old', 'Antònia/Antonia Francesca/Francisca Teresa Concepció/Concepción Àngels/Ángeles Isabel Roser'),
  ...named('D', 'any', 'Anna/Ana Marta Laura Cristina Sílvia/Silvia Mònica/Mónica Eva Elisabet Sònia/Sonia Raquel'),
  ...named(
    'D',
    'any',
    'Maria_Rosa/María_Rosa Anna_Maria/Ana_María Susanna/Susana Gemma Patrícia/Patricia Helena/Elena',
  ),
  ...named('D', 'any', 'Fàtima/Fátima Xin Andreea Yolanda Beatriu/Beatriz Alícia/Alicia Meritxell Laia Olga Esther'),
  ...named('D', 'young', 'Júlia/Julia Martina Emma Mia Lucía Ona Aina Bruna Lia Gala Jana Abril Chloe Noa Arlet Vera'),
  ...named('H', 'old', 'Josep/José Joan/Juan Antoni/Antonio Francesc/Francisco Jaume/Jaime Manel/Manuel Pere/Pedro'),
  ...named('H', 'old', 'Ramon/Ramón Lluís/Luis Enric/Enrique Miquel/Miguel Àngel/Ángel Salvador Vicenç/Vicente Andreu'),
  ...named('H', 'any', 'Jordi/Jorge Xavier/Javier Marc/Marcos David Carles/Carlos Albert/Alberto Sergi/Sergio Daniel'),
  ...named('H', 'any', 'Josep_Maria/José_María Ferran/Fernando Oriol Eduard/Eduardo Raül/Raúl Ricard/Ricardo Rubén'),
  ...named(
    'H',
    'any',
    'Mohamed Wei Ionut Santiago Òscar/Óscar Gerard Ignasi/Ignacio Alexandre/Alejandro Joaquim/Joaquín',
  ),
  ...named('H', 'young', 'Pau/Pablo Pol Biel Leo Hugo Martí/Martín Nil Jan Àlex/Álex Bruno Arnau Roc Adam Teo Quim'),
];

/** Most common first: the first third is drawn twice as often as the second, and that twice as often as the last. */
export const SURNAMES: readonly string[] = (
  'Garcia Martínez López Sánchez Rodríguez Fernández Pérez González Ruiz Vila Serra Puig Ferrer Soler Roca Vidal Torres ' +
  'Moreno Romero Navarro Muñoz Jiménez Gómez Martín Font Riera Costa Bosch Pujol Mas Sala Marín Molina Ortega Díaz ' +
  'Álvarez Gil Ramos Castro Casals Camps Oliva Planas Ribas Rovira Batlle Solé Coll Prat Casas Esteve Ventura Grau ' +
  'Llopis Miró Carbonell Fontanals Puigdomènech Guàrdia Domènech Giralt Bonet Comas Tort Blanch Cardona Estrada Mercader ' +
  'Guillén Ibáñez Iglesias Peña Vázquez Núñez Lozano Cañas Benítez Sàbat Oró Argemí Güell Ciuró Sallés Vallès Rosselló ' +
  'Haddad Chen Popescu Singh Rossi Schmidt Ahmed Benali Zhou Ivanova Silva Mamani Quispe Nguyen Dupont Kovács'
).split(' ');

export const EDUCATION = ['1', '2', '3', '4'] as const;
export const EDUCATION_MEANING = '`1` no school certificate, `2` compulsory, `3` upper secondary, `4` university';
