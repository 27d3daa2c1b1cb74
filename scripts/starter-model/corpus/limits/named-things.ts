import type { Source } from "../example";
import { familyName, firstName, inventedWord, placeName } from "../names";
import { foods, jobs, objects, ownWords } from "../words/everyday-words";

const countries =
  "France Germany Spain Italy Japan China India Brazil Canada Mexico Egypt Kenya Nigeria Norway Sweden Finland Poland Greece Turkey Peru Chile Argentina Australia Iceland Ireland Portugal Austria Hungary Vietnam Thailand Cuba Morocco Ghana Nepal Iran Iraq Israel Jordan Denmark Belgium Russia Ukraine".split(
    " ",
  );

const languages =
  "French German Spanish Italian Japanese Chinese Hindi Portuguese Arabic Polish Dutch Swedish Turkish Greek Russian Latin Finnish Korean Czech Danish".split(
    " ",
  );

const topics =
  "volcanoes,black holes,photosynthesis,the Roman Empire,jazz,democracy,inflation,climate change,quantum physics,evolution,the French Revolution,electricity,gravity,dinosaurs,vaccines,the moon,coral reefs,bees,coffee,the stock market,renewable energy,machine learning,blockchain,the human brain,sleep,ancient Egypt,the Cold War,opera,impressionism,philosophy,glaciers,earthquakes,tides,DNA,bacteria,bridges,printing,steam engines,weaving,the Jacquard loom,chess openings,olive oil,bread baking,tea ceremonies,whales,wolves,migration of birds,the Silk Road,pirates,castles,knights,sailing ships,the internet,satellites,rockets,batteries,solar panels,electric cars,bicycles,marathon running,yoga,meditation,poetry,the novel".split(
    ",",
  );

const people =
  "Einstein,Shakespeare,Mozart,Napoleon,Cleopatra,Darwin,Newton,Marie Curie,Picasso,Beethoven,Galileo,Plato,Aristotle,Gandhi,Leonardo da Vinci,Columbus,Caesar,Goethe,Dickens,Tolstoy,Bach,Van Gogh,Tesla,Edison,Lincoln,Washington,Queen Victoria,Ada Lovelace,Alan Turing,Confucius,Homer,Dante,Rembrandt,Chopin,Kafka,Jane Austen".split(
    ",",
  );

const works =
  "Hamlet,Faust,Don Quixote,War and Peace,Moby Dick,the Odyssey,the Iliad,Dracula,Frankenstein,Emma,Macbeth,Ulysses,the Magic Flute,the Ninth Symphony,the Mona Lisa,Guernica,the Divine Comedy,Robinson Crusoe,Treasure Island,Peter Pan,Pinocchio,Alice in Wonderland".split(
    ",",
  );

const inventions =
  "telephone,light bulb,steam engine,printing press,radio,television,airplane,bicycle,compass,telescope,microscope,computer,camera,zipper,telegraph,loom,battery,thermometer,piano,wheel,paper,dynamite".split(
    ",",
  );

const codeLanguages = "Python JavaScript Java C Rust Go Ruby PHP SQL Bash HTML CSS Haskell Kotlin Swift".split(" ");

const illnesses =
  "headache,fever,cough,back pain,toothache,rash,cold,sore throat,broken arm,stomach ache,flu,allergy,migraine".split(
    ",",
  );

/** Words for the places of a request. */
export function namedThings(source: Source): Record<string, string> {
  const { random } = source;
  const pick = (words: readonly string[]) => random.pick(ownWords(source, words));
  const two = (words: readonly string[]) => random.sample(ownWords(source, words), 2) as [string, string];
  const [country, country2] = two(countries);
  const [topic, topic2] = two(random.chance(0.8) ? topics : foods);
  const [food, food2] = two(foods);
  return {
    country,
    country2,
    topic,
    topic2,
    food,
    food2,
    language: random.pick(languages),
    person: pick(people),
    work: pick(works),
    invention: pick(inventions),
    code: random.pick(codeLanguages),
    illness: pick(illnesses),
    job: pick(jobs),
    thing: pick(objects),
    first: firstName(source),
    family: familyName(source),
    place: placeName(source),
    odd: inventedWord(source),
    big: String(random.int(51, random.pick([99, 999, 99_999]))),
    big2: String(random.int(51, random.pick([99, 999]))),
  };
}
