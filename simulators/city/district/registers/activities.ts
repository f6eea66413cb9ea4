/** Trades by their invented codes, in both languages, with how common they are and how much floor they take. */

export interface Activity {
  readonly code: string;
  readonly catalan: string;
  readonly spanish: string;
  /** How often, beside the others of its kind of premises. */
  readonly weight: number;
  readonly areaM2: readonly [least: number, most: number];
}

const activities = (list: string): readonly Activity[] =>
  list.split('\n').map((line) => {
    const [code, catalan, spanish, weight, least, most] = line.split('|').map((part) => part.trim());
    return {
      code: code!,
      catalan: catalan!,
      spanish: spanish!,
      weight: Number(weight),
      areaM2: [Number(least), Number(most)],
    };
  });

export const SHOPS = activities(`0110|Forn de pa|Panadería|6|35|140
0120|Queviures|Alimentación|7|40|220
0130|Fruiteria|Frutería|5|30|110
0140|Carnisseria|Carnicería|3|30|100
0210|Bar|Bar|14|45|180
0220|Restaurant|Restaurante|15|70|360
0230|Gelateria|Heladería|1|25|80
0310|Perruqueria|Peluquería|8|30|120
0320|Centre d'estètica|Centro de estética|4|30|130
0330|Bugaderia|Lavandería|2|40|110
0410|Roba i calçat|Ropa y calzado|9|45|420
0420|Llibreria|Librería|2|50|260
0430|Ferreteria|Ferretería|2|50|240
0440|Òptica|Óptica|2|50|160
0450|Mobles i decoració|Muebles y decoración|3|90|680
0510|Taller mecànic|Taller mecánico|2|120|540
0520|Aparcament|Aparcamiento|2|350|2600
0610|Gimnàs|Gimnasio|1|250|1400
0620|Acadèmia d'idiomes|Academia de idiomas|2|80|380`);
export const OFFICES = activities(`0710|Gestoria|Gestoría|5|50|220
0720|Despatx d'advocats|Despacho de abogados|5|60|320
0730|Estudi d'arquitectura|Estudio de arquitectura|4|60|380
0740|Consulta dental|Clínica dental|4|80|260
0750|Consultoria informàtica|Consultoría informática|6|90|1450
0760|Agència immobiliària|Agencia inmobiliaria|3|50|180
0770|Serveis editorials|Servicios editoriales|2|70|420`);
/** By category of facility. */
export const FROM_FACILITIES: Readonly<Record<string, Activity>> = {
  pharmacy: activities('0810|Farmàcia|Farmacia|1|60|190')[0]!,
  supermarket: activities('0820|Supermercat|Supermercado|1|320|1450')[0]!,
};
