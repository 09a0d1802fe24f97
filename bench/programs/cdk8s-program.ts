import { YamlOutputType } from "cdk8s";
import { cdk8sSites } from "./cdk8s-sites.ts";

// As every program of cdk8s does. As many sites as the bench says, divided into files as it says.
const yamlOutputType =
  process.env["BENCH_FILES"] === "folders"
    ? YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE
    : YamlOutputType.FILE_PER_CHART;
cdk8sSites(Number(process.env["BENCH_SITES"]), { yamlOutputType }).synth();
