/** Invented names, after plants, in Catalan. None is meant to name a real street or institution of the place. */

/** Streets parallel to the sea, from the sea up; the avenue stands at its own row. */
export const ROW_NAMES: readonly string[] = [
  'Carrer del Romaní',
  'Carrer de la Farigola',
  "Carrer de l'Espígol",
  'Carrer del Llorer',
  'Avinguda dels Lledoners',
  'Carrer de la Sàlvia',
  "Carrer de l'Orenga",
  'Carrer del Fonoll',
  'Carrer de la Menta',
  'Carrer de la Marialluïsa',
  'Carrer del Safrà',
];

/** Streets from the sea to the mountain, from south-west to north-east. */
export const COLUMN_NAMES: readonly string[] = [
  'Carrer del Ginebró',
  "Carrer de l'Arboç",
  'Carrer del Llentiscle',
  'Carrer del Garrofer',
  'Carrer de la Murtra',
  'Carrer del Marfull',
  'Passeig dels Til·lers',
  "Carrer de l'Olivera",
  'Carrer del Magraner',
  'Carrer de la Figuera',
  'Carrer del Codonyer',
];

export const DISTRICT_NAMES: readonly string[] = [
  'la Ginesta',
  "l'Alzinar",
  'les Moreres',
  'la Sajolida',
  'el Fenollar',
];

/** Plants for parks, schools and the like, with their article. */
export const PLANT_NAMES: readonly string[] = [
  'la Glicina',
  "l'Hortènsia",
  'la Camèlia',
  'la Gardènia',
  'la Mimosa',
  "l'Azalea",
  'la Peònia',
  'la Verbena',
  'la Violeta',
  'la Dàlia',
  'la Rosella',
  'la Malva',
  'el Narcís',
  'el Gessamí',
  'la Magnòlia',
  'el Lliri',
  'la Prímula',
  'el Xuclamel',
  'la Begònia',
  "l'Heura",
  'el Trèvol',
  'la Camamilla',
  'el Card',
  'la Vinca',
];

/** "de" with an article, contracted as Catalan does: de la, de l', del, dels. */
export function ofPlace(name: string): string {
  if (name.startsWith('el ')) return `del ${name.slice(3)}`;
  if (name.startsWith('els ')) return `dels ${name.slice(4)}`;
  return `de ${name}`;
}

/** The part of a street's name that people say: "Carrer del Romaní" is "Romaní". */
export function shortStreetName(name: string): string {
  return name.replace(/^(Carrer|Avinguda|Passeig) (de la |de l'|dels |del )/, '');
}
