import { type App, Chart } from "cdk8s";
import { ConfigMap, Deployment } from "cdk8s-plus-28";

/** Ten charts of ten objects. */
export const build = (app: App): void => {
  for (let index = 0; index < 10; index += 1) {
    const chart = new Chart(app, `team-${index}`, { namespace: `team-${index}` });
    for (let at = 0; at < 5; at += 1) {
      new ConfigMap(chart, `settings-${at}`, { data: { index: `${index}` } });
      new Deployment(chart, `web-${at}`, { containers: [{ image: `web:${index}`, portNumber: 8000 + at }] });
    }
  }
};
