/** Ends this process soon, though a program that failed may have left something running, such as a timer. */
export const endSoon = (): void => {
  setTimeout(() => process.exit(), 200).unref();
};
