/** Where the tours stand in the Learn place. */
export function TourSection() {
  return null;
}
