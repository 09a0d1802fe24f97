/** A word that every shell takes as it is, whatever stands in it. A home directory (`~/…`) stays one. */
export const shellWord = (word: string): string => {
  if (PLAIN.test(word)) return word;
  if (word.startsWith("~/")) return `~/${quote(word.slice(2))}`;
  return quote(word);
};

const PLAIN = /^(?:~\/)?[A-Za-z0-9_./:@=,%+-]+$/;

const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
