import { expect, test } from "vitest";
import { addressRule } from "./address-rules";

test.each([
  "127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 198.18.0.1",
  "::1 :: fc00::1 fdff::1 fec0::1 2001:db8::1 2001::1 64:ff9b:1::1",
  "::ffff:127.0.0.1 ::ffff:7f00:1 ::7f00:1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 2002:7f00:1:: ::ffff:0:127.0.0.1",
])("private: %s", (addresses) => {
  for (const address of addresses.split(" ")) expect(addressRule(address), address).toBe("private");
});

test.each([
  "169.254.169.254 169.254.0.1 100.100.100.200 168.63.129.16 192.0.0.192 224.0.0.1 255.255.255.255",
  "fe80::1 fe80::1%eth0 fd00:ec2::254 ff02::1 ::ffff:169.254.169.254 ::ffff:a9fe:a9fe 64:ff9b::a9fe:a9fe 2002:a9fe:a9fe::1",
])("forbidden: %s", (addresses) => {
  for (const address of addresses.split(" ")) expect(addressRule(address), address).toBe("forbidden");
});

test("public: everything else, right up to the borders", () => {
  const addresses =
    "1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.0.0.1 128.0.0.1 172.15.0.1 172.32.0.1 192.167.0.1 223.255.255.255 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808";
  for (const address of addresses.split(" ")) expect(addressRule(address), address).toBe("public");
});
