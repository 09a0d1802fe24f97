import { YamlOutputType } from "cdk8s";

/** How the bench says that sites are divided into files. */
export const benchDivision = (): YamlOutputType =>
  process.env["BENCH_FILES"] === "folders"
    ? YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE
    : YamlOutputType.FILE_PER_CHART;
