import { textIn } from "./trigger-types";

/** The whole address of a webhook. */
export function webhookAddress(origin: string, config: Readonly<Record<string, unknown>>): string {
  return `${origin}/api/hooks/${textIn(config, "path")}`;
}

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * A line for a terminal that calls the webhook. The secret is not in it: the line reads `$SECRET`, so that it can be kept and
 * sent.
 */
export function curlLine(
  origin: string,
  config: Readonly<Record<string, unknown>>,
  body = '{"hello":"world"}',
): string {
  const method = textIn(config, "method");
  const verb = method === "ANY" || method === "" ? "POST" : method;
  const hasBody = verb !== "GET";
  const address = quote(webhookAddress(origin, config));
  const signature = textIn(config, "signature");
  const sent = hasBody && signature === "hmac" ? '"$BODY"' : quote(body);
  const parts = [
    `curl -X ${verb} ${address}`,
    ...(hasBody ? ["-H 'Content-Type: application/json'"] : []),
    ...(signature === "secret" ? ['-H "X-Heddle-Secret: $SECRET"'] : []),
    ...(signature === "hmac" ? [`-H "X-Hub-Signature-256: sha256=$(${hmac(hasBody)})"`] : []),
    ...(hasBody ? [`-d ${sent}`] : []),
  ];
  const before = hasBody && signature === "hmac" ? `BODY=${quote(body)}; ` : "";
  return `${before}${parts.join(" ")}`;
}

function hmac(hasBody: boolean): string {
  return `printf %s "${hasBody ? "$BODY" : ""}" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1`;
}
