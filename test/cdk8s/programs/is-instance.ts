import { ApiObject, App, Chart, Include } from "cdk8s";
import { ConfigMap, Resource } from "cdk8s-plus-28";
import { Construct, Node } from "constructs";

/** What a program may ask of its own constructs. */
export const build = (app: App): void => {
  const chart = new Chart(app, "instances");
  const map = new ConfigMap(chart, "settings");
  const answers = {
    app: app instanceof App,
    appOf: App.of(map) === app,
    appIsChart: (app as unknown) instanceof Chart,
    chart: chart instanceof Chart && Chart.isChart(chart) && Chart.of(map) === chart,
    chartIsObject: ApiObject.isApiObject(chart),
    object: ApiObject.isApiObject(ApiObject.of(map)) && map instanceof Resource,
    construct: Construct.isConstruct(app) && app.node instanceof Node,
    include: (map as unknown) instanceof Include,
    root: chart.node.root === app,
    path: `${app.node.path}|${map.node.path}`,
  };
  map.addData("answers", JSON.stringify(answers));
};
