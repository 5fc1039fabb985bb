// How a line is named wherever one is: never without its file, as a project has several.
import type { Place } from '#lib/runtime/protocol';

export type Line = Pick<Place, 'file' | 'line'>;

/** On a button or in a list: `shop.py, line 4`. */
export const placeLabel = ({ file, line }: Line): string => `${file}, line ${line}`;

/** Within a sentence: `line 4 of shop.py`. */
export const placeWords = ({ file, line }: Line): string => `line ${line} of ${file}`;
