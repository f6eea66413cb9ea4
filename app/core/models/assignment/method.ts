/** One way of solving for user equilibrium, iteration by iteration. */
export interface EquilibriumMethod {
  /** Flows as of the last `measure`, veh/h; `improve` changes them. */
  readonly flow: Float64Array;
  /** Brings costs to the flows and returns their relative gap, (Σ v·c − Σ q·u) / Σ v·c. */
  measure(): number;
  /** One iteration towards equilibrium; `measure` must have come before. */
  improve(): void;
}
