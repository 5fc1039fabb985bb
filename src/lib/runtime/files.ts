// What a file of a project is, by its path. The classroom goes by the same rules (project.py); tests/fixtures/file-names.json holds both to them.

/** True for files that pytest collects by itself, by its default patterns. */
export const isTestFile = (path: string): boolean => /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(path);

/** True for modules that hold no tests, which is what coverage looks at unless it is told otherwise. */
export const isCodeFile = (path: string): boolean =>
	path.endsWith('.py') && !isTestFile(path) && !/(^|\/)conftest\.py$/.test(path);
