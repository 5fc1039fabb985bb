// How components reach the linter of their page. Only lessons that ask for one in their front matter provide it.
import { createContext } from 'svelte';
import type { Linter } from './linter';

export const [linterHere, provideLinter, hasLinter] = createContext<Linter>();
