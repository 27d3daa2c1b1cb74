// PostgreSQL with pgvector from Debian's packages. Debian 12 has no pgvector: the source of the next release's package
// is compiled against Debian's headers. The result lies in .cache/postgres and is made once.
import fs from "node:fs";
import path from "node:path";
import { root } from "./checkout.mjs";
import { run } from "./child.mjs";
import { installPackages, must, openApt } from "./debian.mjs";

/** The oldest Debian release whose pgvector package has what the product needs (0.8: iterative index scans). */
const PGVECTOR_RELEASE = "trixie";
const SERVERS = "/usr/lib/postgresql";
// As upstream's Makefile, but for -march=native: the cache may move to another machine.
const FLAGS = [
  "-O2",
  "-fPIC",
  "-shared",
  "-ftree-vectorize",
  "-fassociative-math",
  "-fno-signed-zeros",
  "-fno-trapping-math",
];

/** @returns {Promise<string>} the major version of the newest server on this machine, which is installed if there is none */
export async function ensureServer() {
  if (!newestServer()) await installWithoutCluster();
  const version = newestServer();
  if (!version) throw new Error(`no server below ${SERVERS} after its installation`);
  return version;
}

function newestServer() {
  if (!fs.existsSync(SERVERS)) return undefined;
  const versions = fs
    .readdirSync(SERVERS)
    .filter((version) => fs.existsSync(path.join(SERVERS, version, "bin/initdb")));
  return versions.sort((a, b) => Number(b) - Number(a))[0];
}

/** Debian's package sets up and starts a cluster of the system; the tests want the programs alone. */
async function installWithoutCluster() {
  const folder = "/etc/postgresql-common/createcluster.d";
  const setting = path.join(folder, "heddle-tests.conf");
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(setting, "create_main_cluster = false\n");
  } catch (error) {
    // Without root nothing is installed either, and installPackages says so.
    if (error.code !== "EACCES") throw error;
  }
  try {
    await installPackages("postgresql");
  } finally {
    fs.rmSync(setting, { force: true });
  }
}

/** @returns {Promise<string[]>} the files to add to the server's extension and library folders; none where it has pgvector already */
export async function ensurePgvector(version) {
  if (fs.existsSync(`/usr/share/postgresql/${version}/extension/vector.control`)) return [];
  const finished = path.join(root, ".cache/postgres", version, "pgvector");
  if (!fs.existsSync(finished)) await makePgvector(version, finished);
  return fs.readdirSync(finished).map((name) => path.join(finished, name));
}

async function makePgvector(version, finished) {
  const parent = path.dirname(finished);
  fs.mkdirSync(parent, { recursive: true });
  const work = fs.mkdtempSync(path.join(parent, "work-"));
  try {
    const result = path.join(work, "result");
    fs.mkdirSync(result);
    const apt = await openApt(path.join(work, "apt"));
    if (await apt.has(`postgresql-${version}-pgvector`)) await takePackage(apt, version, work, result);
    else await compile(apt, version, work, result);
    fs.renameSync(result, finished);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

async function takePackage(apt, version, work, result) {
  const files = path.join(work, "package");
  await apt.unpack(`postgresql-${version}-pgvector`, files);
  fs.copyFileSync(path.join(files, `usr/lib/postgresql/${version}/lib/vector.so`), path.join(result, "vector.so"));
  copyMatching(path.join(files, `usr/share/postgresql/${version}/extension`), result, /^vector/);
}

async function compile(apt, version, work, result) {
  if ((await run("gcc", ["--version"])).code !== 0) await installPackages("gcc", "libc6-dev");
  const headers = path.join(work, "headers");
  await apt.unpack(`postgresql-server-dev-${version}`, headers);
  const source = path.join(work, "source");
  fs.mkdirSync(source);
  await must("tar", ["-xf", await apt.source("pgvector", PGVECTOR_RELEASE), "-C", source, "--strip-components=1"]);
  const units = fs.readdirSync(path.join(source, "src")).filter((name) => name.endsWith(".c"));
  await must("gcc", [
    ...FLAGS,
    `-I${headers}/usr/include/postgresql/${version}/server`,
    `-I${headers}/usr/include/postgresql/internal`,
    "-o",
    path.join(result, "vector.so"),
    ...units.map((name) => path.join(source, "src", name)),
  ]);
  copyMatching(path.join(source, "sql"), result, /^vector--/);
  const control = fs.readFileSync(path.join(source, "vector.control"), "utf8");
  fs.writeFileSync(path.join(result, "vector.control"), control);
  const release = /default_version = '([^']+)'/.exec(control)?.[1];
  fs.copyFileSync(path.join(source, "sql/vector.sql"), path.join(result, `vector--${release}.sql`));
}

function copyMatching(from, to, pattern) {
  for (const name of fs.readdirSync(from))
    if (pattern.test(name)) fs.copyFileSync(path.join(from, name), path.join(to, name));
}
