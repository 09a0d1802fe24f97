import { defineFinding, type Finding, type FindingMaker, type Place } from "../finding/finding.ts";

/** A workload's tables, and where it was made. */
export interface TablesToCheck {
  readonly namespace: string;
  readonly server: string;
  readonly database: string;
  readonly tablePrefix: string;
  readonly workload: string;
  readonly place: Place;
}

/** Two sites that are one. */
export const tablesShared: FindingMaker<{ workload: string; tables: string; other: string }> = defineFinding({
  code: "tables-shared",
  severity: "error",
  says: ({ workload, tables, other }) =>
    `Cannot give ${workload} the tables ${tables}: ${other} has them, and both would be one site with one set of users and posts; ` +
    "state a tablePrefix of its own, or give it a database of its own",
});

/** Finds workloads of a cluster that would write each other's tables. */
export const checkTables = (uses: readonly TablesToCheck[]): readonly Finding[] => {
  const owners = new Map<string, string>();
  return uses.flatMap(({ namespace, server, database, tablePrefix, workload, place }) => {
    const tables = `${tablePrefix}* of ${namespace}/${server}, database ${database}`;
    const other = owners.get(tables);
    owners.set(tables, other ?? workload);
    return other === undefined ? [] : [tablesShared(place, { workload, tables, other })];
  });
};
