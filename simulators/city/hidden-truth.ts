/**
 * How the simulated city differs from what the what-if believes of it. Both use the same models; the city's own numbers
 * are these multiples, which no model of the app knows (app/core may not import simulators). Whoever works with the app
 * can find them by calibrating against the sensors — and nothing else of the truth is hidden.
 *
 * One pollutant tells only products: the increment of NOx in a street is emission × dispersion = 1.125 times what the
 * what-if says. Particles, most of them wear, have no emission multiplier, so their increment tells the dispersion alone,
 * and the two together tell all three.
 */
export const HIDDEN_TRUTH = {
  /** Real NOx of the fleet over its tabulated factor: old diesels, cold engines. Wear and exhaust particles are as tabulated. */
  noxEmission: 1.25,
  /** Real dilution in the streets over OSPM's: chamfered corners let more air in. */
  dispersion: 0.9,
  /** Real background of NOx, NO2 and particles over the regional forecast (`background.ts`). Ozone is as forecast. */
  background: 1.1,
} as const;
