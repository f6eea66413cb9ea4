/** The way from the figures of the comparison to their rows. */

export function fitSql(pollutant: string): string {
  return `-- How the models meet the stations: means and errors in µg/m³, share within a factor of two, FAIRMODE's indicator.
-- before: as the models are; after: calibrated; left_out: calibrated by the other stations alone.
SELECT station, name, from_time, until_time, hours_compared, observed_mean,
  modelled_before, bias_before, rmse_before, fac2_before, indicator_before, meets_before,
  modelled_after, bias_after, rmse_after, fac2_after, indicator_after, meets_after,
  modelled_left_out, bias_left_out, rmse_left_out, fac2_left_out, indicator_left_out, meets_left_out
FROM model_fit
WHERE pollutant = '${pollutant}'
ORDER BY station`;
}

export const FIT_MULTIPLIERS_SQL = `-- What the models are multiplied with to meet the stations, and one standard deviation of it.
SELECT multiplier, found, standard_deviation FROM model_fit_multipliers`;
