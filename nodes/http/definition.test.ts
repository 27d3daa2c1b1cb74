import { describe, expect, test } from "vitest";
import { httpDefinition } from "./definition";
import { isHostPattern, literalHost } from "./url-host";

const parse = (config: Record<string, unknown>) => httpDefinition.config.parse(config);

describe("the hosts that a request needs", () => {
  test.each([
    ["https://api.example.com/items/{{ id }}", "api.example.com"],
    ["https://API.example.com:8443?q={{ q }}", "api.example.com:8443"],
    ["https://api.example.com:443/", "api.example.com"],
    ["https://api.example.com", "api.example.com"],
    ["https://api.example.com{{ path }}", undefined],
    ["https://api.example.com:{{ port }}/", undefined],
    ["https://{{ host }}/", undefined],
    ["{{ url }}", undefined],
    ["https://{% if a %}x{% endif %}.com/", undefined],
    ["https://user:{{ password }}@example.com/", undefined],
    ["https://good.com\\{{ x }}", "good.com"],
    ["file:///etc", undefined],
    ["", undefined],
  ])("%s: %s", (url, host) => expect(literalHost(url)).toBe(host));

  test("are any for an address that only the run knows, unless the node names them", () => {
    const hosts = (config: Record<string, unknown>) => httpDefinition.capabilities?.(parse(config))?.hosts;
    expect(hosts({ url: "{{ url }}" })).toEqual(["*"]);
    expect(hosts({ url: "{{ url }}", allowHosts: ["a.example"] })).toEqual(["a.example"]);
    expect(hosts({ url: "https://b.example/", allowHosts: ["a.example"] })).toEqual(["b.example"]);
  });

  test.each([
    ["api.example.com", true],
    ["*.example.com", true],
    ["localhost:8080", true],
    ["10.0.0.5", true],
    ["[::1]:80", true],
    ["*", true],
    ["https://a.com", false],
    ["a.com/x", false],
    ["a b", false],
    ["", false],
    ["*.", false],
  ])("the pattern %j is one: %s", (pattern, expected) => expect(isHostPattern(pattern)).toBe(expected));
});

describe("the config of a request", () => {
  test("makes ports of its templates, and knows its secrets", () => {
    const config = parse({
      url: "https://a.b/{{ id }}",
      headers: { "X-Key": "{{ secrets.KEY }} {{ user }}" },
      method: "POST",
      body: "{{ text }}{{ id }}",
    });
    expect(httpDefinition.ports(config).inputs.map((port) => port.name)).toEqual(["id", "user", "text"]);
    expect(httpDefinition.secrets?.(config)).toEqual(["KEY"]);
  });

  test.each([
    [{ url: "" }, "url", undefined],
    [{ url: "https://" }, "url", undefined],
    [{ url: "ftp://x" }, "url", undefined],
    [{ url: "https://a.b", headers: { A: "{% if %}" } }, "headers.A", undefined],
    [{ url: "https://a.b", body: "x" }, "body", "warning"],
  ])("reports %j at %s", (config, field, severity) => {
    expect(httpDefinition.check?.(parse(config))).toMatchObject([
      { field, ...(severity === undefined ? {} : { severity }) },
    ]);
  });

  test("may run again after a crash only when it changes nothing", () => {
    const repeatable = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].filter((method) =>
      httpDefinition.idempotent?.(parse({ method })),
    );
    expect(repeatable).toEqual(["GET", "HEAD"]);
  });
});
