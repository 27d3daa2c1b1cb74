/** Words for the sentences about facts, told apart for the splits by their place in a list. */

import type { Source } from "../example";

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

function lines(text: string): readonly string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** Words with their own part for the evaluation: every eighth one. Lists with few words are the same in both splits. */
export function listed({ split, random }: Source, list: readonly string[]): string {
  if (list.length < 24) return random.pick(list);
  const isHeldOut = (place: number) => place % 8 === 5;
  return random.pick(list.filter((_, place) => isHeldOut(place) === (split === "held-out")));
}

export const colours = words("red blue green yellow white black brown grey pink purple silver golden");

export const weekdays = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday");

export const months = words("January February March April May June July August September October November December");

export const weathers = words("sunny rainy cloudy windy foggy snowy stormy warm cold dry");

export const statuses = words("open closed done blocked paused late ready planned cancelled waiting");

export const priorities = words("low medium high urgent");

/** Each begins with a consonant, so that `a` fits. */
export const adjectives = words(`
  small big large tiny huge long short tall round flat heavy light thick thin wide narrow soft hard warm cold cool dry wet
  clean dirty shiny dull bright dark loud quiet fast slow sharp smooth rough new fine plain fancy pretty strong weak
  cheap costly rare common lucky lost broken modern simple folding hanging wooden padded striped spotted painted polished
  sturdy curved square crooked dusty rusty tidy sweet sour fresh strange gentle proud brave calm busy lazy happy
`);

export const tools = words(`
  hammer saw drill ladder bucket shovel rake brush broom lamp kettle pan pot bowl plate cup mug knife fork spoon clock
  mirror table chair bench desk shelf box basket bag suitcase rope chain lock key bell whistle drum candle torch blanket
  pillow carpet curtain bicycle cart wagon boat tent camera radio printer scanner monitor keyboard battery cable magnet
  compass telescope microscope pump pipe nail screw wrench needle scarf jacket coat hat boot glove ribbon button notebook
  pencil map book magazine poster picture statue vase toaster heater fan router server
`);

export const jobs = words(`
  baker teacher doctor nurse pilot driver farmer gardener painter plumber carpenter tailor cook waiter singer dancer writer
  lawyer judge dentist builder mechanic sailor soldier fisher hunter miner clerk cashier manager secretary librarian
  journalist photographer designer programmer chemist biologist physicist miller potter weaver jeweller barber butcher
  florist guard detective firefighter postman translator tutor coach referee roofer welder surgeon vet guide porter banker
`);

export const foods = words(`
  soup bread rice pasta pizza cheese salad pancakes noodles potatoes beans lentils carrots tomatoes cucumbers mushrooms
  apples pears plums cherries grapes melons lemons peaches strawberries raspberries bananas nuts honey butter yoghurt
  chocolate biscuits waffles pie cake pudding porridge sandwiches dumplings sausages ham fish shrimp stew curry popcorn
  pickles radishes spinach cabbage pumpkin garlic peppers peas corn muffins cookies crackers jam
`);

export const drinks = words(`
  tea coffee milk water juice lemonade cocoa cider cola tonic punch buttermilk
`);

export const animals = words(`
  dog cat horse cow goat sheep pig hen duck goose rabbit hamster mouse rat parrot canary pigeon turtle snake lizard frog
  toad fish donkey pony camel llama fox wolf bear badger beaver hedgehog squirrel mole bat falcon hawk raven crow swan
  stork heron penguin seal dolphin whale shark crab lobster snail spider beetle moth bee tiger lion zebra giraffe monkey
`);

export const materials = words(`
  wood steel glass stone paper leather cotton wool silk plastic rubber copper iron silver bronze clay marble wax cork linen
  brass bamboo felt concrete porcelain tin nylon velvet
`);

export const instruments = words(`
  piano violin guitar flute drums trumpet harp cello clarinet banjo trombone saxophone mandolin tuba bagpipe recorder
`);

export const sports = words(`
  tennis football chess hockey golf rugby volleyball badminton basketball cricket handball baseball polo curling squash
`);

export const subjects = words(`
  biology chemistry physics history geography music law medicine botany geology astronomy philosophy mathematics drawing
  drama poetry statistics economics grammar logic
`);

export const vehicles = words("train bus car bike boat plane ferry tram taxi lorry scooter van motorbike");

export const rooms = lines(`
  the cellar, the kitchen, the garage, the attic, the hall, the office, the shed, the library, the garden, the barn,
  the workshop, the bathroom, the bedroom, the pantry, the lobby, the store room, the living room, the dining room,
  the top drawer, the bottom drawer, the left cupboard, the right cupboard, the blue cabinet, the big wardrobe, the loft,
  the laundry, the back yard, the front room, the meeting room, the canteen, the waiting room, the greenhouse
`);

export const shopKinds = words(`
  bakery cafe library museum pharmacy bookshop restaurant gallery hotel garage cinema theatre school clinic market pool
  gym bank hostel zoo
`);

export const eventKinds = words(`
  meeting workshop concert lecture festival party course tour race fair debate lesson picnic exam interview
`);

export const departments = words(
  "sales support finance design research marketing security logistics training planning",
);

/** Plain sentences that answer no question about the facts beside them. */
export const chatter = lines(`
  The weather was fine, The door was left open, Nobody said a word, It rained all morning, The train was late again,
  The lights went out twice, Everyone was tired, There was a smell of paint, The road was full of leaves,
  The phone rang for a long time, The windows were clean, A bell could be heard, The floor was wet, The sky turned dark,
  The garden looked tidy, There was not much to do, The queue was long, Dinner was served late, The stairs were steep,
  The music stopped at once, It was a quiet week, The paint was still wet, The bus did not come, Snow lay on the roofs,
  The list was read out loud, All seats were taken, The answer came by letter, It took the whole day,
  The report was short, Most people went home, The screen stayed dark, A dog barked in the yard
`);

/** Names that people have, so that invented ones are not the only ones seen. */
export const commonNames = words(`
  Anna Ben Clara David Emma Felix Grace Henry Ida Jack Kate Leo Maria Nina Oscar Paul Rosa Sam Tom Vera Alice Bob Carol
  Daniel Eva Frank Hannah Isaac Julia Karl Laura Max Nora Oliver Peter Ruth Simon Tina Victor Zoe Adam Bella Chris Diana
  Eric Fiona George Helen Ivan Jane Kevin Lisa Mark Nadia Omar Priya Robert Sara Thomas Yusuf
`);

export const commonTowns = words(`
  Berlin Paris London Rome Madrid Vienna Prague Oslo Lisbon Dublin Athens Warsaw Boston Chicago Denver Tokyo Cairo Lima
  Delhi Sydney Toronto Geneva Zurich Hamburg Munich Milan Naples Porto Seville Lyon Bergen Tampere Kyoto Nairobi Bogota
  Quito Seattle Dallas Austin Krakow
`);
