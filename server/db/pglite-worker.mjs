/**
 * The embedded database, in a thread of its own so that a slow statement never blocks the server. Plain JavaScript: it
 * is started by path under Next, tsx and vitest alike.
 *
 * It gets lists of requests `[id, kind, text, values]` and answers lists of replies `[id, error, result]`. Statements
 * go over the wire protocol as one message each, prepared once: five times as fast as PGlite's own `query`.
 */
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite, protocol } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";

const { serialize } = protocol;
const preparedLimit = 500;
const preparedTextLimit = 20_000;
const preparable = /^\s*(?:select|insert|update|delete|with|merge|values)\b/i;
const changesSchema = /\b(?:create|alter|drop|discard|deallocate)\b/i;
/** Answers wait at most so long for the rest of their batch. */
const replyDelayMs = 1;

const numberTypes = new Set([20, 21, 23, 26, 700, 701]);
const decodeNumber = (text) => {
  const value = Number(text);
  return Number.isSafeInteger(value) || !Number.isInteger(value) ? value : text;
};
const decodeBytes = (text) => new Uint8Array(Buffer.from(text.slice(2), "hex"));

const pg = await PGlite.create({
  dataDir: workerData.dataDir,
  extensions: { vector },
  relaxedDurability: true,
  startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB", "-c", "timezone=UTC"],
  ...(workerData.template === undefined ? {} : { loadDataDir: new Blob([readFileSync(workerData.template)]) }),
});
pg.onNotification((channel, payload) => parentPort.postMessage({ channel, payload }));
parentPort.postMessage({ ready: true });

/** Statement text to `{ name, columns, types, decoders }`; the oldest use comes first. */
const prepared = new Map();
let preparedCount = 0;

async function send(...parts) {
  return await pg.execProtocolStream(Buffer.concat(parts), { syncToFs: false });
}

async function query(text, values) {
  if (!preparable.test(text) || text.length > preparedTextLimit) return await queryOnce(text, values);
  const statement = prepared.get(text) ?? (await prepare(text));
  touch(text, statement);
  try {
    const messages = await send(bind(statement.name, values), serialize.execute(), serialize.sync());
    return toResult(messages, statement);
  } catch (error) {
    // The schema changed under a prepared statement.
    if (error.code !== "0A000" && error.code !== "26000") throw error;
    await forgetPrepared();
    if (pg.isInTransaction()) throw error;
    return await queryOnce(text, values);
  }
}

async function queryOnce(text, values) {
  try {
    const messages = await send(
      serialize.parse({ text }),
      bind("", values),
      serialize.describe({ type: "P" }),
      serialize.execute(),
      serialize.sync(),
    );
    return toResult(messages, description(messages));
  } finally {
    if (changesSchema.test(text)) await forgetPrepared();
  }
}

async function prepare(text) {
  preparedCount += 1;
  const name = `s${preparedCount}`;
  const messages = await send(
    serialize.parse({ name, text }),
    serialize.describe({ type: "S", name }),
    serialize.sync(),
  );
  return { name, ...description(messages) };
}

function touch(text, statement) {
  prepared.delete(text);
  prepared.set(text, statement);
  if (prepared.size <= preparedLimit) return;
  const [oldestText, oldest] = prepared.entries().next().value;
  prepared.delete(oldestText);
  closing.push(serialize.close({ type: "S", name: oldest.name }));
}

/** Statements to close with the next message, so that it costs no round trip. */
const closing = [];

function bind(statement, values) {
  const message = serialize.bind({ statement, values });
  return closing.length === 0 ? message : Buffer.concat([...closing.splice(0), message]);
}

async function forgetPrepared() {
  for (const { name } of prepared.values()) closing.push(serialize.close({ type: "S", name }));
  prepared.clear();
}

function description(messages) {
  const fields = messages.find((message) => message.name === "rowDescription")?.fields ?? [];
  const types = fields.map((field) => field.dataTypeID);
  return { columns: fields.map((field) => field.name), types, decoders: types.map(decoderOf) };
}

function decoderOf(type) {
  if (numberTypes.has(type)) return decodeNumber;
  if (type === 16) return (text) => text === "t";
  return type === 17 ? decodeBytes : undefined;
}

function toResult(messages, { columns, types, decoders }) {
  const rows = [];
  let affectedRows = 0;
  for (const message of messages) {
    if (message.name === "dataRow") rows.push(decodeRow(message.fields, decoders));
    else if (message.name === "commandComplete") affectedRows = affectedBy(message.text);
  }
  return [columns, types, rows, affectedRows];
}

function decodeRow(fields, decoders) {
  for (let index = 0; index < fields.length; index += 1) {
    const decode = decoders[index];
    if (decode !== undefined && fields[index] !== null) fields[index] = decode(fields[index]);
  }
  return fields;
}

function affectedBy(tag) {
  return tag.startsWith("SELECT") ? 0 : Number(tag.slice(tag.lastIndexOf(" ") + 1)) || 0;
}

async function exec(text) {
  try {
    const results = await pg.exec(text);
    return results.flatMap((result) => result.rows);
  } finally {
    if (changesSchema.test(text)) await forgetPrepared();
  }
}

/** Kind `query` inside a transaction that the main thread holds; `single` outside: it must leave none open. */
async function perform(kind, text, values) {
  switch (kind) {
    case "query":
      return await query(text, values);
    case "single":
      return await leaveNoTransaction(() => query(text, values));
    case "exec":
      return await leaveNoTransaction(() => exec(text));
    case "dump":
      return new Uint8Array(await (await pg.dumpDataDir("none")).arrayBuffer());
    case "close":
      await pg.close();
      return null;
    default:
      throw new Error(`Unknown request: ${kind}`);
  }
}

async function leaveNoTransaction(run) {
  try {
    return await run();
  } finally {
    if (pg.isInTransaction()) await queryOnce("rollback", []);
  }
}

const requests = [];
let isWorking = false;

parentPort.on("message", (batch) => {
  for (const request of batch) requests.push(request);
  if (!isWorking) void work();
});

async function work() {
  isWorking = true;
  let replies = [];
  let since = performance.now();
  for (let request = requests.shift(); request !== undefined; request = requests.shift()) {
    const [id, kind, text, values] = request;
    replies.push(await answer(id, kind, text, values));
    const now = performance.now();
    if (requests.length > 0 && now - since < replyDelayMs) continue;
    parentPort.postMessage(replies);
    replies = [];
    since = now;
    if (kind === "close") parentPort.close();
  }
  isWorking = false;
}

async function answer(id, kind, text, values) {
  try {
    return [id, null, await perform(kind, text, values)];
  } catch (error) {
    const { message, code, detail, table, constraint } = error;
    return [id, { message, code, detail, table, constraint }, null];
  }
}
