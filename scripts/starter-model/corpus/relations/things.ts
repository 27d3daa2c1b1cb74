import { code } from "../names";
import { colours, materials, rooms } from "../words/word-lists";
import { count, from, money, person, size, weight } from "./draws";
import { type Relation, relation } from "./relation";

export const thingRelations: readonly Relation[] = [
  relation(
    "colour",
    "thing",
    "colour",
    from(colours.slice(0, 10)),
    ["The colour of {s} is {v}.", "{s} is painted {v}.", "{s} has a {v} finish.", "They painted {s} {v}."],
    [
      [
        "What is the colour of {s}?",
        "What colour is {s}?",
        "Which colour does {s} have?",
        "In which colour is {s} painted?",
      ],
      ["What colour does {s} have?", "Which colour is {s}?"],
    ],
    [["What is painted {v}?", "Which thing is {v}?", "Which object is painted {v}?"], ["What has the colour {v}?"]],
  ),
  relation(
    "price",
    "thing",
    "price",
    money,
    [
      "{s} costs {v}.",
      "The price of {s} is {v}.",
      "You can buy {s} for {v}.",
      "{s} is sold for {v}.",
      "They ask {v} for {s}.",
      "For {v} you get {s}.",
    ],
    [
      [
        "How much does {s} cost?",
        "What is the price of {s}?",
        "What does {s} cost?",
        "For how much is {s} sold?",
        "How much is {s}?",
      ],
      ["What price does {s} have?", "How much do they ask for {s}?", "Tell me the price of {s}."],
    ],
    [
      ["What costs {v}?", "Which thing costs {v}?", "What can I buy for {v}?", "What is sold for {v}?"],
      ["Which object has a price of {v}?", "What do I get for {v}?"],
    ],
  ),
  relation(
    "weight",
    "thing",
    "weight",
    weight,
    ["{s} weighs {v}.", "The weight of {s} is {v}.", "{s} has a weight of {v}.", "On the scale, {s} shows {v}."],
    [
      ["How much does {s} weigh?", "What is the weight of {s}?", "What does {s} weigh?", "How heavy is {s}?"],
      ["What weight does {s} have?", "Tell me the weight of {s}."],
    ],
    [
      ["What weighs {v}?", "Which thing weighs {v}?", "Which object has a weight of {v}?"],
      ["What has a weight of {v}?"],
    ],
  ),
  relation(
    "length",
    "thing",
    "length",
    size,
    ["{s} is {v} long.", "The length of {s} is {v}.", "{s} has a length of {v}.", "{s} measures {v} from end to end."],
    [
      ["How long is {s}?", "What is the length of {s}?", "Which length does {s} have?", "What does {s} measure?"],
      ["What length does {s} have?", "Tell me how long {s} is."],
    ],
    [
      ["What is {v} long?", "Which thing is {v} long?", "Which object has a length of {v}?"],
      ["What has a length of {v}?"],
    ],
  ),
  relation(
    "material",
    "thing",
    "material",
    from(materials),
    ["{s} is made of {v}.", "{s} consists of {v}.", "The material of {s} is {v}.", "Somebody made {s} out of {v}."],
    [
      [
        "What is {s} made of?",
        "Which material is {s} made of?",
        "What is the material of {s}?",
        "What does {s} consist of?",
      ],
      ["Of what is {s} made?", "Which material does {s} consist of?"],
    ],
    [
      ["What is made of {v}?", "Which thing is made of {v}?", "Which object is made of {v}?"],
      ["What consists of {v}?"],
    ],
  ),
  relation(
    "built-by",
    "thing",
    "maker",
    person,
    [
      "{s} was built by {v}.",
      "{v} built {s}.",
      "{s} is the work of {v}.",
      "It was {v} who made {s}.",
      "The maker of {s} is {v}.",
      "{v} made {s}.",
    ],
    [
      ["Who built {s}?", "Who made {s}?", "By whom was {s} built?", "Who is the maker of {s}?", "Whose work is {s}?"],
      ["By whom was {s} made?", "What is the name of the maker of {s}?"],
    ],
    [
      ["What did {v} build?", "What did {v} make?", "What was built by {v}?", "Which thing did {v} make?"],
      ["What was made by {v}?", "Which object did {v} build?"],
    ],
  ),
  relation(
    "belongs",
    "thing",
    "owner",
    person,
    ["{s} belongs to {v}.", "The owner of {s} is {v}.", "{v} owns {s}.", "{v} is the owner of {s}."],
    [
      ["Who owns {s}?", "Who is the owner of {s}?", "Whom does {s} belong to?", "To whom does {s} belong?"],
      ["Tell me who owns {s}.", "Who does {s} belong to?"],
    ],
    [
      ["What does {v} own?", "What belongs to {v}?", "Which thing belongs to {v}?"],
      ["Which object does {v} own?", "What is owned by {v}?"],
    ],
  ),
  relation(
    "kept-in",
    "thing",
    "place",
    from(rooms),
    [
      "{s} is kept in {v}.",
      "{s} is in {v}.",
      "You find {s} in {v}.",
      "Somebody put {s} in {v}.",
      "In {v} you find {s}.",
      "{s} stands in {v}.",
    ],
    [
      [
        "Where is {s}?",
        "Where is {s} kept?",
        "Where do I find {s}?",
        "In which place is {s}?",
        "Where did somebody put {s}?",
      ],
      ["In what place is {s} kept?", "Where can I find {s}?", "Tell me where {s} is."],
    ],
    [
      ["What is in {v}?", "What is kept in {v}?", "What do I find in {v}?", "Which thing is in {v}?"],
      ["Which object is kept in {v}?", "What can I find in {v}?"],
    ],
  ),
  relation(
    "item-code",
    "thing",
    "code",
    code,
    [
      "{s} has the code {v}.",
      "The code of {s} is {v}.",
      "{s} is listed as {v}.",
      "{v} is the code of {s}.",
      "On {s} the code {v} is printed.",
    ],
    [
      [
        "What is the code of {s}?",
        "Which code does {s} have?",
        "Under which code is {s} listed?",
        "What code is printed on {s}?",
        "Give me the code of {s}.",
      ],
      ["What code does {s} have?", "Tell me the code of {s}."],
    ],
    [
      ["What has the code {v}?", "Which thing has the code {v}?", "What is listed as {v}?"],
      ["Which object has the code {v}?"],
    ],
  ),
  relation(
    "stock",
    "thing",
    "stock",
    count,
    [
      "The shop has {v} pieces of {s} left.",
      "The stock of {s} is {v}.",
      "Of {s} there are {v} pieces.",
      "We counted {v} pieces of {s}.",
    ],
    [
      ["How many pieces of {s} are there?", "What is the stock of {s}?", "How many pieces of {s} are left?"],
      ["How many pieces of {s} did we count?", "Tell me the stock of {s}."],
    ],
  ),
];
