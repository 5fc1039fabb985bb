// Text of one look.
import type { Style } from './style';

/** What text was printed to, and how it is to look. One object for one look: they are compared by identity. */
export interface Look {
	stream: 'stdout' | 'stderr';
	style: Style;
}

export interface Run {
	text: string;
	look: Look;
}
