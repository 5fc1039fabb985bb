// How components reach the type checker of their page, where the page has one.
import { createContext } from 'svelte';
import type { TypeChecker } from './type-checker.svelte';

const [here, provide, isProvided] = createContext<TypeChecker>();

export const provideTypeChecker = provide;
/** Null on pages without one. */
export const typeCheckerHere = (): TypeChecker | null => (isProvided() ? here() : null);
