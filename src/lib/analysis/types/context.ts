// How components reach the type checker of their page. Only lessons that ask for it (`types: true`) have one.
import { createContext } from 'svelte';
import type { TypeChecker } from './type-checker.svelte';

const [here, provide, isProvided] = createContext<TypeChecker>();

export const provideTypeChecker = provide;
/** Null on pages without one. */
export const typeCheckerHere = (): TypeChecker | null => (isProvided() ? here() : null);
