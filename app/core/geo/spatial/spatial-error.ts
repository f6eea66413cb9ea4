/** What is wrong with a value given to a spatial function, in the words of SQL; the function's name is put before it. */
export class SpatialError extends Error {
  override readonly name = 'SpatialError';
}
