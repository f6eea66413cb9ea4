/**
 * Where larger European cities (and some of the world's) are, to a few kilometres: enough to say “near Montpellier” and to
 * believe more in a system by which a city's file lands at a city. `=Country` stands before the cities of a country. General knowledge, no data set.
 */
const CITIES = `
=Portugal|Lisbon 38.72 -9.14|Porto 41.15 -8.61|Braga 41.55 -8.42|Coimbra 40.21 -8.43|Faro 37.02 -7.93|=Madeira|Funchal 32.65 -16.91|=Portugal|Ponta Delgada 37.74 -25.67
=Spain|Madrid 40.42 -3.70|Barcelona 41.39 2.16|Valencia 39.47 -0.38|Seville 37.39 -5.98|Zaragoza 41.65 -0.88|Málaga 36.72 -4.42|Bilbao 43.26 -2.93
Murcia 37.99 -1.13|Palma 39.57 2.65|Alicante 38.35 -0.48|Córdoba 37.89 -4.78|Valladolid 41.65 -4.72|Vigo 42.23 -8.72|A Coruña 43.36 -8.41
Gijón 43.54 -5.66|Granada 37.18 -3.60|Vitoria-Gasteiz 42.85 -2.67|Pamplona 42.82 -1.64|San Sebastián 43.32 -1.98|Santander 43.46 -3.81
=Canaries|Las Palmas 28.12 -15.43|Santa Cruz de Tenerife 28.46 -16.25|=Spain|Salamanca 40.97 -5.66|Girona 41.98 2.82|Tarragona 41.12 1.25|Lleida 41.62 0.62
=France|Paris 48.86 2.35|Marseille 43.30 5.37|Lyon 45.76 4.84|Toulouse 43.60 1.44|Nice 43.70 7.27|Nantes 47.22 -1.55|Montpellier 43.61 3.88
Strasbourg 48.57 7.75|Bordeaux 44.84 -0.58|Lille 50.63 3.06|Rennes 48.11 -1.68|Reims 49.26 4.03|Saint-Étienne 45.44 4.39|Toulon 43.12 5.93
Le Havre 49.49 0.11|Grenoble 45.19 5.72|Dijon 47.32 5.04|Angers 47.47 -0.55|Nîmes 43.84 4.36|Clermont-Ferrand 45.78 3.09|Brest 48.39 -4.49
Tours 47.39 0.69|Limoges 45.83 1.26|Amiens 49.89 2.30|Perpignan 42.70 2.90|Metz 49.12 6.18|Besançon 47.24 6.02|Orléans 47.90 1.91
Rouen 49.44 1.10|Mulhouse 47.75 7.34|Caen 49.18 -0.37|Nancy 48.69 6.18|Pau 43.30 -0.37|La Rochelle 46.16 -1.15|Le Mans 48.00 0.20|Ajaccio 41.93 8.74
Vannes 47.66 -2.76|Quimper 48.00 -4.10|Lorient 47.75 -3.37|Avignon 43.95 4.81|Poitiers 46.58 0.34|Annecy 45.90 6.13|Lannion 48.73 -3.46
=Belgium|Brussels 50.85 4.35|Antwerp 51.22 4.40|Ghent 51.05 3.72|Charleroi 50.41 4.44|Liège 50.63 5.57|Bruges 51.21 3.22|Namur 50.47 4.87|Leuven 50.88 4.70
Mechelen 51.03 4.48|Hasselt 50.93 5.34|=Luxembourg|Luxembourg 49.61 6.13|Esch-sur-Alzette 49.50 5.98
=Netherlands|Amsterdam 52.37 4.90|Rotterdam 51.92 4.48|The Hague 52.08 4.31|Utrecht 52.09 5.12|Eindhoven 51.44 5.48|Groningen 53.22 6.57|Tilburg 51.56 5.09
Breda 51.59 4.78|Nijmegen 51.84 5.86|Arnhem 51.98 5.91|Enschede 52.22 6.89|Haarlem 52.38 4.64|Maastricht 50.85 5.69|Leiden 52.16 4.49
Delft 52.01 4.36|Zwolle 52.51 6.09|Leeuwarden 53.20 5.79|Den Bosch 51.69 5.30|Almere 52.37 5.22
=Britain|London 51.51 -0.13|Birmingham 52.48 -1.90|Manchester 53.48 -2.24|Leeds 53.80 -1.55|Glasgow 55.86 -4.25|Edinburgh 55.95 -3.19|Liverpool 53.41 -2.98
Bristol 51.45 -2.59|Sheffield 53.38 -1.47|Cardiff 51.48 -3.18|Newcastle 54.98 -1.61|Nottingham 52.95 -1.15|Leicester 52.63 -1.13|Cambridge 52.21 0.12
Oxford 51.75 -1.26|Southampton 50.90 -1.40|Plymouth 50.37 -4.14|Aberdeen 57.15 -2.10|Dundee 56.46 -2.97|Norwich 52.63 1.30|Exeter 50.72 -3.53|York 53.96 -1.08
Hull 53.75 -0.34|Coventry 52.41 -1.51|Brighton 50.83 -0.14|Swansea 51.62 -3.94|Belfast 54.60 -5.93|=Ireland|Dublin 53.35 -6.26|Cork 51.90 -8.47
Galway 53.27 -9.05|Limerick 52.66 -8.63
=Germany|Berlin 52.52 13.40|Hamburg 53.55 9.99|Munich 48.14 11.58|Cologne 50.94 6.96|Frankfurt 50.11 8.68|Stuttgart 48.78 9.18|Düsseldorf 51.23 6.78
Leipzig 51.34 12.37|Dortmund 51.51 7.47|Essen 51.46 7.01|Bremen 53.08 8.80|Dresden 51.05 13.74|Hanover 52.37 9.73|Nuremberg 49.45 11.08
Duisburg 51.43 6.76|Bochum 51.48 7.22|Bonn 50.73 7.10|Münster 51.96 7.63|Karlsruhe 49.01 8.40|Mannheim 49.49 8.47|Augsburg 48.37 10.90
Wiesbaden 50.08 8.24|Aachen 50.78 6.08|Kiel 54.32 10.14|Magdeburg 52.13 11.63|Freiburg 47.99 7.85|Lübeck 53.87 10.69|Erfurt 50.98 11.03
Rostock 54.09 12.10|Mainz 50.00 8.27|Kassel 51.31 9.48|Saarbrücken 49.24 6.99|Potsdam 52.39 13.06|Ulm 48.40 9.99|Regensburg 49.02 12.10
Würzburg 49.79 9.95|Heidelberg 49.40 8.69|Braunschweig 52.27 10.52|Chemnitz 50.83 12.92|Halle 51.48 11.97|Jena 50.93 11.59|Oldenburg 53.14 8.21
Göttingen 51.53 9.93|Osnabrück 52.28 8.05|Bielefeld 52.02 8.53|Konstanz 47.66 9.18|Koblenz 50.36 7.59|Trier 49.76 6.64
=Switzerland|Zurich 47.37 8.54|Geneva 46.20 6.14|Basel 47.56 7.59|Bern 46.95 7.45|Lausanne 46.52 6.63|Winterthur 47.50 8.72|Lucerne 47.05 8.31|St. Gallen 47.42 9.37
Lugano 46.00 8.95|Vaduz 47.14 9.52|=Austria|Vienna 48.21 16.37|Graz 47.07 15.44|Linz 48.31 14.29|Salzburg 47.81 13.04|Innsbruck 47.27 11.39
Klagenfurt 46.62 14.31|Bregenz 47.50 9.75|St. Pölten 48.20 15.63
=Italy|Rome 41.90 12.50|Milan 45.46 9.19|Naples 40.85 14.27|Turin 45.07 7.69|Palermo 38.12 13.36|Genoa 44.41 8.93|Bologna 44.49 11.34
Florence 43.77 11.26|Bari 41.12 16.87|Catania 37.50 15.09|Venice 45.44 12.32|Verona 45.44 10.99|Messina 38.19 15.55|Padua 45.41 11.88
Trieste 45.65 13.78|Brescia 45.54 10.22|Parma 44.80 10.33|Modena 44.65 10.93|Cagliari 39.22 9.12|Trento 46.07 11.12|Bolzano 46.50 11.35
Perugia 43.11 12.39|Ancona 43.62 13.52|Pescara 42.46 14.21|Lecce 40.35 18.17|Pisa 43.72 10.40|Bergamo 45.69 9.67|Udine 46.06 13.24|=Malta|Valletta 35.90 14.51
=Denmark|Copenhagen 55.68 12.57|Aarhus 56.16 10.20|Odense 55.40 10.39|Aalborg 57.05 9.92|Esbjerg 55.47 8.45|=Norway|Oslo 59.91 10.75|Bergen 60.39 5.32
Trondheim 63.43 10.40|Stavanger 58.97 5.73|Tromsø 69.65 18.96|Drammen 59.74 10.20|Kristiansand 58.15 8.00|=Sweden|Stockholm 59.33 18.07
Gothenburg 57.71 11.97|Malmö 55.60 13.00|Uppsala 59.86 17.64|Västerås 59.61 16.54|Örebro 59.27 15.21|Linköping 58.41 15.62|Helsingborg 56.05 12.69
Umeå 63.83 20.26|Luleå 65.58 22.15|Gävle 60.67 17.14|Sundsvall 62.39 17.31|Norrköping 58.59 16.18|Jönköping 57.78 14.16|Lund 55.70 13.19
=Finland|Helsinki 60.17 24.94|Tampere 61.50 23.76|Turku 60.45 22.27|Oulu 65.01 25.47|Jyväskylä 62.24 25.75|Kuopio 62.89 27.68|Lahti 60.98 25.66|Vaasa 63.10 21.62
=Iceland|Reykjavik 64.15 -21.94|Akureyri 65.68 -18.09|=Faroe|Tórshavn 62.01 -6.77|=Estonia|Tallinn 59.44 24.75|Tartu 58.38 26.73|Narva 59.38 28.19|=Latvia|Riga 56.95 24.11
Daugavpils 55.87 26.54|Liepāja 56.51 21.01|=Lithuania|Vilnius 54.69 25.28|Kaunas 54.90 23.90|Klaipėda 55.70 21.14
=Poland|Warsaw 52.23 21.01|Kraków 50.06 19.94|Łódź 51.76 19.46|Wrocław 51.11 17.03|Poznań 52.41 16.93|Gdańsk 54.35 18.65|Szczecin 53.43 14.55
Bydgoszcz 53.12 18.01|Lublin 51.25 22.57|Katowice 50.26 19.02|Białystok 53.13 23.16|Rzeszów 50.04 22.00|Olsztyn 53.78 20.49|Toruń 53.01 18.60
=Czechia|Prague 50.08 14.44|Brno 49.20 16.61|Ostrava 49.82 18.26|Plzeň 49.74 13.38|Olomouc 49.59 17.25|Liberec 50.77 15.06|České Budějovice 48.97 14.47
=Slovakia|Bratislava 48.15 17.11|Košice 48.72 21.26|Žilina 49.22 18.74|Nitra 48.31 18.09|=Hungary|Budapest 47.50 19.04|Debrecen 47.53 21.63|Szeged 46.25 20.15
Miskolc 48.10 20.78|Pécs 46.07 18.23|Győr 47.69 17.65|=Romania|Bucharest 44.43 26.10|Cluj-Napoca 46.77 23.59|Timișoara 45.75 21.23|Iași 47.16 27.59
Constanța 44.18 28.63|Craiova 44.32 23.80|Brașov 45.65 25.60|Sibiu 45.80 24.15|Oradea 47.05 21.92|=Bulgaria|Sofia 42.70 23.32|Plovdiv 42.14 24.75
Varna 43.21 27.92|Burgas 42.50 27.47|Ruse 43.85 25.97|=Greece|Athens 37.98 23.73|Thessaloniki 40.64 22.94|Patras 38.25 21.73|Heraklion 35.34 25.13
Larissa 39.64 22.42|Volos 39.36 22.95|Ioannina 39.67 20.85|Rhodes 36.44 28.22|=Cyprus|Nicosia 35.17 33.36|Limassol 34.68 33.04|=Slovenia|Ljubljana 46.05 14.51
Maribor 46.55 15.65|Koper 45.55 13.73|=Croatia|Zagreb 45.81 15.98|Split 43.51 16.44|Rijeka 45.33 14.44|Osijek 45.55 18.69|Zadar 44.12 15.23|Dubrovnik 42.65 18.09
=Bosnia|Sarajevo 43.86 18.41|Banja Luka 44.77 17.19|Mostar 43.34 17.81|=Serbia|Belgrade 44.79 20.45|Novi Sad 45.25 19.84|Niš 43.32 21.90|=Montenegro|Podgorica 42.44 19.26
=Kosovo|Pristina 42.66 21.17|=N_Macedonia|Skopje 42.00 21.43|=Albania|Tirana 41.33 19.82|Durrës 41.32 19.45|=Moldova|Chișinău 47.01 28.86|=Ukraine|Kyiv 50.45 30.52|Kharkiv 49.99 36.23
Odesa 46.48 30.73|Dnipro 48.46 35.05|Lviv 49.84 24.03|=Belarus|Minsk 53.90 27.57|=Russia|Moscow 55.75 37.62|Saint Petersburg 59.93 30.34
=Turkey|Istanbul 41.01 28.98|Ankara 39.93 32.86|İzmir 38.42 27.14|Bursa 40.19 29.06|Antalya 36.90 30.70|=Georgia|Tbilisi 41.72 44.79|Yerevan 40.18 44.51
=beyond|Tunis 36.81 10.18|Algiers 36.75 3.06|Casablanca 33.57 -7.59|Rabat 34.02 -6.83|Cairo 30.04 31.24|Tel Aviv 32.08 34.78|Jerusalem 31.78 35.22|Beirut 33.89 35.50
Dubai 25.20 55.27|Nairobi -1.29 36.82|Mogadishu 2.05 45.32|Addis Ababa 9.02 38.75|Djibouti 11.59 43.15|Lagos 6.52 3.38|Accra 5.60 -0.19|Johannesburg -26.20 28.05
Cape Town -33.92 18.42|New York 40.71 -74.01|Boston 42.36 -71.06|Washington 38.91 -77.04|Chicago 41.88 -87.63|San Francisco 37.77 -122.42|Los Angeles 34.05 -118.24
Seattle 47.61 -122.33|Toronto 43.65 -79.38|Montréal 45.50 -73.57|Vancouver 49.28 -123.12|Mexico City 19.43 -99.13|Bogotá 4.71 -74.07|Lima -12.05 -77.04
Santiago -33.45 -70.67|Buenos Aires -34.60 -58.38|São Paulo -23.55 -46.63|Rio de Janeiro -22.91 -43.17|Delhi 28.61 77.21|Mumbai 19.08 72.88|Bengaluru 12.97 77.59
Singapore 1.35 103.82|Jakarta -6.21 106.85|Hong Kong 22.32 114.17|Shanghai 31.23 121.47|Beijing 39.90 116.41|Seoul 37.57 126.98|Tokyo 35.68 139.69
Sydney -33.87 151.21|Melbourne -37.81 144.96|Brisbane -27.47 153.03|Perth -31.95 115.86|Auckland -36.85 174.76|Wellington -41.29 174.78
Saint-Denis -20.88 55.45|Fort-de-France 14.60 -61.07|Pointe-à-Pitre 16.24 -61.53|Cayenne 4.92 -52.31|Mamoudzou -12.78 45.23
`;

interface City {
  readonly name: string;
  /** As `national-systems.ts` calls it; `beyond` for the world's. */
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
}

function readCities(): readonly City[] {
  const read: City[] = [];
  let country = 'beyond';
  for (const entry of CITIES.trim().split(/[|\n]/)) {
    if (entry.startsWith('=')) country = entry.slice(1);
    else {
      const [, name, lat, lon] = /^(.+) (-?[\d.]+) (-?[\d.]+)$/.exec(entry)!;
      read.push({ name: name!, country, lat: Number(lat), lon: Number(lon) });
    }
  }
  return read;
}

const cities = readCities();

const KM_PER_DEGREE = 111.2;

/** The nearest within `withinKm`, or null. */
export function nearestCity(
  lon: number,
  lat: number,
  withinKm: number,
): (City & { readonly distanceKm: number }) | null {
  let nearest: City | null = null;
  let distanceKm = withinKm;
  const perLon = Math.cos((lat * Math.PI) / 180);
  for (const city of cities) {
    const north = city.lat - lat;
    if (Math.abs(north) * KM_PER_DEGREE > distanceKm) continue;
    const km = KM_PER_DEGREE * Math.hypot(north, (city.lon - lon) * perLon);
    if (km > distanceKm) continue;
    nearest = city;
    distanceKm = km;
  }
  return nearest === null ? null : { ...nearest, distanceKm };
}
