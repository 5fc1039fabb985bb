import { expect, test } from 'vitest';
import names from '../../../tests/fixtures/file-names.json' with { type: 'json' };
import { isCodeFile, isTestFile } from './files';

test.each(names)('$path is what it is to Python', ({ path, isTest, isCode }) => {
	expect({ isTest: isTestFile(path), isCode: isCodeFile(path) }).toEqual({ isTest, isCode });
});
