import { expect, it } from 'vitest';
import { sideBySide } from './side-by-side';

const shown = (before: string, after: string) =>
	sideBySide(before, after).map(
		({ kind, left, right }) => `${left ?? '·'}${kind === 'same' ? '=' : '|'}${right ?? '·'}`
	);

it.each([
	['the same', 'a\nb\n', 'a\nb\n', ['a=a', 'b=b']],
	['a changed line has its counterpart beside it', 'a\nb\nc', 'a\nx\nc', ['a=a', 'b|x', 'c=c']],
	['more lines than there were', 'a\nb', 'a\nx\ny', ['a=a', 'b|x', '·|y']],
	['fewer lines than there were', 'a\nb\nc', 'a', ['a=a', 'b|·', 'c|·']],
	['two changes apart', 'a\nb\nc', 'x\nb\ny', ['a|x', 'b=b', 'c|y']],
	['an empty text', '', 'a', ['|a']]
])('%s', (_, before, after, rows) => expect(shown(before, after)).toEqual(rows));
