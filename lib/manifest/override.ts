/**
 * What a program changes of an object: members merge, `null` deletes, lists merge by the API's own keys (a container by its
 * name), and `$patch: "delete"` takes an element out, as in Kubernetes' strategic merge.
 */
export type Override<T> = { readonly [K in keyof T]?: Change<T[K]> | null };

/** A change of one member. */
export type Change<T> = T extends readonly (infer E)[]
  ? readonly ElementChange<E>[]
  : T extends object
    ? Override<T>
    : T;

/** A change of one element of a list, or one more element. */
export type ElementChange<E> = E extends object ? Override<E> & { readonly $patch?: "delete" } : E;
