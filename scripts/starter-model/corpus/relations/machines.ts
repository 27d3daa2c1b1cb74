import { inventedWord } from "../names";
import { digits, person, version } from "./draws";
import { type Relation, relation } from "./relation";

export const machineRelations: readonly Relation[] = [
  relation(
    "port",
    "machine",
    "port",
    digits(4),
    ["{s} listens on port {v}.", "The port of {s} is {v}.", "{s} uses port {v}.", "Port {v} is used by {s}."],
    [
      ["On which port does {s} listen?", "What is the port of {s}?", "Which port does {s} use?"],
      ["What port does {s} use?", "Tell me the port of {s}."],
    ],
    [["Which server uses port {v}?", "Which server listens on port {v}?"], ["By which server is port {v} used?"]],
  ),
  relation(
    "version",
    "machine",
    "version",
    version,
    [
      "{s} runs version {v}.",
      "The version of {s} is {v}.",
      "{s} was updated to version {v}.",
      "Version {v} is on {s}.",
    ],
    [
      ["Which version does {s} run?", "What is the version of {s}?", "To which version was {s} updated?"],
      ["What version does {s} run?", "Tell me the version of {s}."],
    ],
    [["Which server runs version {v}?", "Which server was updated to version {v}?"], ["What server runs version {v}?"]],
  ),
  relation(
    "model",
    "machine",
    "model",
    (source) => `${inventedWord(source)}-${source.random.int(1, 70)}b`,
    ["{s} runs the model {v}.", "The model on {s} is {v}.", "{s} has loaded {v}.", "The model {v} was put on {s}."],
    [
      ["Which model does {s} run?", "What is the model on {s}?", "Which model has {s} loaded?"],
      ["What model does {s} run?", "Tell me the model on {s}."],
    ],
    [["Which server runs the model {v}?", "Which server has loaded {v}?"], ["What server runs the model {v}?"]],
  ),
  relation(
    "memory",
    "machine",
    "memory",
    ({ random }) => `${random.int(2, 512)} GB`,
    ["{s} has {v} of memory.", "The memory of {s} is {v}.", "There are {v} of memory in {s}."],
    [
      ["How much memory does {s} have?", "What is the memory of {s}?", "How much memory is in {s}?"],
      ["Tell me the memory of {s}.", "What memory does {s} have?"],
    ],
    [["Which server has {v} of memory?", "Which server has a memory of {v}?"], ["What server has {v} of memory?"]],
  ),
  relation(
    "admin",
    "machine",
    "admin",
    person,
    ["The admin of {s} is {v}.", "{v} takes care of {s}.", "{v} is the admin of {s}.", "{s} is run by {v}."],
    [
      ["Who is the admin of {s}?", "Who takes care of {s}?", "By whom is {s} run?", "Who runs {s}?"],
      ["Tell me who runs {s}.", "What is the name of the admin of {s}?"],
    ],
    [
      ["Of which server is {v} the admin?", "Which server is run by {v}?", "Which server does {v} take care of?"],
      ["Which server does {v} run?"],
    ],
  ),
];
