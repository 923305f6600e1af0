/** How large a photo may be. */

/** The longest side of a photo that is kept, in pixels. */
export const LONGEST_SIDE = 1600;
/** The longest side where something small in it counts, as what stands on a type plate. */
export const DETAIL_SIDE = 2400;

/** The size of a picture made no longer than `longest`; never made larger. */
export function fitWithin(
  width: number,
  height: number,
  longest = LONGEST_SIDE,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
