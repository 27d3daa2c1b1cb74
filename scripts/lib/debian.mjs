import fs from "node:fs";
import path from "node:path";
import { say } from "./checkout.mjs";
import { run } from "./child.mjs";

export const isRoot = process.getuid?.() === 0;

/** Why a test's surroundings cannot be had here; the tests that need them are skipped. */
export class Unavailable extends Error {}

/** Installs Debian packages system-wide. Needs root. */
export async function installPackages(...names) {
  if (!isRoot) throw new Unavailable(`${names.join(", ")} is not installed, and installing it needs root`);
  await needApt();
  say(`installing ${names.join(", ")} through apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const wait = ["-o", "DPkg::Lock::Timeout=600"];
  await must("apt-get", [...wait, "update", "-q"], { env });
  await must("apt-get", [...wait, "install", "-y", "-q", "--no-install-recommends", ...names], { env });
}

/**
 * An apt with lists and downloads of its own in `folder`: it reads the machine's sources, needs no root and leaves the
 * system as it is.
 */
export async function openApt(folder) {
  await needApt();
  const sources = path.join(folder, "sources");
  for (const part of ["lists/partial", "archives/partial", "sources"])
    fs.mkdirSync(path.join(folder, part), { recursive: true });
  for (const file of systemSources()) fs.copyFileSync(file, path.join(sources, path.basename(file)));
  const env = { ...process.env, APT_CONFIG: path.join(folder, "apt.conf") };
  const configure = (extra = "") =>
    fs.writeFileSync(
      env.APT_CONFIG,
      [
        `Dir::Etc::SourceList "/dev/null";`,
        `Dir::Etc::SourceParts "${sources}";`,
        `Dir::State::Lists "${folder}/lists";`,
        `Dir::Cache "${folder}";`,
        `APT::Sandbox::User "";`,
        extra,
      ].join("\n"),
    );
  configure();
  const apt = (tool, ...args) => must(tool, args, { cwd: folder, env });
  await apt("apt-get", "update", "-q");
  return {
    /** Whether a package of this name can be installed. */
    async has(name) {
      const { stdout } = await run("apt-cache", ["policy", name], { cwd: folder, env });
      return /Candidate: (?!\(none\))/.test(stdout);
    },
    /** Downloads a package and unpacks its files below `target`, without installing it. */
    async unpack(name, target) {
      await apt("apt-get", "download", "-q", name);
      const file = fs.readdirSync(folder).find((entry) => entry.startsWith(`${name}_`) && entry.endsWith(".deb"));
      await must("dpkg-deb", ["-x", path.join(folder, file ?? name), target]);
    },
    /** Downloads the upstream source of a package of another Debian release. @returns its path */
    async source(name, release) {
      const mirror = (await apt("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages")).split(
        "\n",
      )[0];
      const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
      const signed = fs.existsSync(keyring) ? `[signed-by=${keyring}] ` : "";
      fs.writeFileSync(path.join(sources, `${release}.list`), `deb-src ${signed}${mirror} ${release} main\n`);
      await apt("apt-get", "update", "-q");
      await apt("apt-get", "source", "-q", "--download-only", "--only-source", `${name}/${release}`);
      const file = fs.readdirSync(folder).find((entry) => entry.startsWith(`${name}_`) && entry.includes(".orig.tar"));
      if (!file) throw new Unavailable(`the source package ${name} has no upstream archive`);
      return path.join(folder, file);
    },
  };
}

function systemSources() {
  const parts = "/etc/apt/sources.list.d";
  const names = fs.existsSync(parts) ? fs.readdirSync(parts).filter((name) => /\.(list|sources)$/.test(name)) : [];
  return ["/etc/apt/sources.list", ...names.map((name) => path.join(parts, name))].filter((file) =>
    fs.existsSync(file),
  );
}

async function needApt() {
  const { code } = await run("apt-get", ["--version"]);
  if (code !== 0) throw new Unavailable("this machine has no apt-get");
}

/** @returns {Promise<string>} what the program printed; an end with an error is Unavailable, with its last words */
export async function must(file, args, options) {
  const { code, output, stdout } = await run(file, args, options);
  if (code === 0) return stdout;
  throw new Unavailable(
    `${file} ${args.join(" ")} ended with ${code}: ${output.trim().split("\n").slice(-8).join("\n")}`,
  );
}
