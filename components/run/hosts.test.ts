import { describe, expect, it } from "vitest";
import { hostsElsewhere } from "./hosts";

const names = (hosts: string[]) =>
  hostsElsewhere(hosts.map((host) => ({ host, requests: 1, bytesSent: 0 }))).map(({ host }) => host);

describe("hostsElsewhere", () => {
  it("passes over every name of this machine", () => {
    expect(
      names(["127.0.0.1:1234", "127.0.0.5", "localhost:11434", "LOCALHOST", "[::1]:8080", "::1", "::1:8080"]),
    ).toEqual([]);
  });

  it("keeps all others, also those of the local network and those that look alike", () => {
    const others = [
      "api.example.com:443",
      "192.168.1.20:1234",
      "localhost.example.com",
      "[fe80::1]:80",
      "127.0.0.1.example.com",
    ];
    expect(names(others)).toEqual(others);
  });
});
