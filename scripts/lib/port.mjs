import net from "node:net";
import { Stop } from "./checkout.mjs";

const FIRST_PORT = 3000;
const TRIES = 100;

/**
 * The port to serve on: the one asked for, which must be free, else the first free one from 3000 on.
 * @param {string | undefined} asked the value of PORT; "0" asks for any free port
 * @param {string} host
 * @returns {Promise<number>}
 */
export async function choosePort(asked, host) {
  if (asked) {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      throw new Stop(`PORT is "${asked}", which is no port. Set it to a number from 1 to 65535, or leave it out.`);
    }
    const free = await probe(port, host);
    if (free !== undefined) return free;
    throw new Stop(`port ${port} on ${host} is taken. Stop what uses it, set another PORT, or leave PORT out.`);
  }
  for (let port = FIRST_PORT; port < FIRST_PORT + TRIES; port++) {
    const free = await probe(port, host);
    if (free !== undefined) return free;
  }
  throw new Stop(`no port from ${FIRST_PORT} to ${FIRST_PORT + TRIES - 1} on ${host} is free. Set PORT.`);
}

/** @returns {Promise<number | undefined>} the port where it can be listened on (0: the one that the system gave), else nothing */
export function probe(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", (error) => {
      if (error.code === "EADDRINUSE") return resolve(undefined);
      reject(new Stop(`cannot listen on ${host}:${port}: ${error.message}`));
    });
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** The host to bind. Only this machine's own: whoever reaches the port is let in. */
export function chooseHost(asked = "127.0.0.1") {
  if (LOOPBACK.test(asked)) return asked;
  throw new Stop(
    `HOST is "${asked}", which other machines can reach. This version has no authentication and serves this machine alone: set HOST to 127.0.0.1, or leave it out.`,
  );
}

/** @returns {string} the address a browser on this machine uses */
export function urlOf(host, port) {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
