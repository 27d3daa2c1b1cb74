import fs from "node:fs";
import path from "node:path";
import { root, Stop, say } from "./checkout.mjs";

/**
 * Makes the folder that everything a person makes is kept in, closed to other users of the machine.
 * @param {string | undefined} asked the value of HEDDLE_DATA_DIR; relative to the checkout
 * @returns {string} its absolute path
 */
export function prepareDataFolder(asked) {
  const folder = path.resolve(root, asked || ".heddle");
  try {
    const made = makeFolder(folder);
    const stat = fs.statSync(folder);
    // Only what was made here is closed: a folder that was there before may be shared on purpose.
    if (made) fs.chmodSync(folder, 0o700);
    else if (process.platform !== "win32" && stat.mode & 0o077) {
      say(`others on this machine can look into ${folder}. "chmod 700" closes it.`);
    }
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw new Stop(`the data folder ${folder} cannot be used: ${reasonOf(error)}. Set HEDDLE_DATA_DIR to another one.`);
  }
  return folder;
}

/** Level by level: Node's own `recursive` never returns where the system makes no folders, such as below /proc. */
function makeFolder(folder) {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  fs.mkdirSync(folder, { mode: 0o700 });
  return true;
}

const reasons = {
  EEXIST: "there is a file in its place",
  ENOTDIR: "a part of its path is a file",
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "that disk is read-only",
  ENOSPC: "that disk is full",
  ENOENT: "no folder can be made there",
};

function reasonOf(error) {
  return reasons[error.code] ?? error.message;
}
