import { FormFit } from '../tour/form-fit.tsx';
import { TourList } from '../tour/tour-list.tsx';

/** Where the tours stand in the Learn place, and the question which form fits. */
export function TourSection() {
  return (
    <>
      <TourList />
      <FormFit />
    </>
  );
}
