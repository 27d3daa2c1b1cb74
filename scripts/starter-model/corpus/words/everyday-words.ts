/** Words for the questions about form, tools and limits, told apart for the splits by their letters. */

import type { Source } from "../example";
import { isHeldOutWord } from "../names";

/** Words of a list that belong to the split; all of them where the list is too short to be split. */
export function ownWords(source: Source, words: readonly string[]): readonly string[] {
  const own = words.filter((word) => isHeldOutWord(word) === (source.split === "held-out"));
  return own.length < 6 ? words : own;
}

export const objects =
  "lamp rope tent chair table spoon basket bottle candle mirror pillow blanket hammer ladder bucket broom brush clock radio camera guitar drum violin trumpet piano kite ball box bag cup plate knife pan kettle towel soap comb coat hat scarf glove boot sock shirt belt ring watch wallet key map compass pencil notebook envelope stamp magnet bell whistle bicycle boat sled wagon umbrella vase carpet shelf drawer desk stool bench oven fridge heater fan cable battery screw nail saw drill".split(
    " ",
  );

export const foods =
  "apple pear plum cherry grape lemon orange banana melon peach mango bread butter cheese yogurt honey jam rice pasta soup salad pizza pancake waffle cookie cake pie pudding chocolate nut almond walnut bean pea lentil carrot onion garlic potato tomato cucumber pepper pumpkin spinach cabbage mushroom egg fish chicken sausage tofu tea coffee milk juice cocoa mustard vinegar salt sugar cinnamon ginger mint basil".split(
    " ",
  );

export const animals =
  "cat dog horse cow goat sheep pig duck goose hen rabbit mouse rat hamster fox wolf bear deer moose beaver otter badger hedgehog squirrel bat owl eagle hawk crow raven parrot pigeon swan stork penguin frog toad newt lizard snake turtle crab lobster shrimp trout salmon shark whale dolphin seal lion tiger camel donkey mule zebra monkey ant bee wasp spider".split(
    " ",
  );

export const jobs =
  "baker teacher nurse doctor pilot driver farmer painter singer dancer writer editor lawyer judge clerk cook waiter tailor barber butcher carpenter plumber mason welder miner sailor fisher gardener florist janitor guard soldier officer detective reporter printer librarian engineer chemist dentist surgeon vet pharmacist accountant banker cashier manager director actor musician sculptor weaver potter jeweler mechanic electrician architect translator tutor coach referee".split(
    " ",
  );

export const colours = "red blue green yellow black white brown orange purple pink grey silver golden turquoise".split(
  " ",
);

export const materials = "wood glass steel paper stone wool silk leather copper clay plastic cotton iron wax".split(
  " ",
);

export const hobbies =
  "chess hiking swimming reading painting cooking singing dancing fishing sailing running skating cycling knitting sewing gardening climbing pottery tennis football".split(
    " ",
  );
