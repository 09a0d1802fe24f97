/** Tells whether a function of an object's own can be exchanged: a program may have frozen it. */
export const canReplace = (owner: object, name: string): boolean =>
  Object.getOwnPropertyDescriptor(owner, name)?.writable === true;
