import { type Label, label } from "./label";

/** What texts are about. */
export const topics: readonly Label[] = [
  label(
    "sports",
    "games, teams and matches; texts about sports; players, goals and races",
    "football, tennis, hockey, basketball, volleyball, swimming, cycling, rugby, handball, baseball, boxing, golf",
    `The {w} team won the match by {n} points.
    {name} scored twice in the {w} final.
    Our {w} coach was happy with the game.
    The {w} players trained hard for the cup.
    {name} lost the {w} match against {name2}.
    The referee stopped the {w} game after {n} minutes.
    {name} wants to join a {w} club in {place}.
    The fans cheered when the {w} champion came to the stadium.
    A new record was set in the {w} race.
    The {w} league starts next week with {n} teams.
    {name} bought tickets for the {w} tournament.
    ---
    The {w} match ended and {name} won the cup.
    {n} fans came to the {w} final in {place}.
    The {w} coach wants new players for the team.`,
  ),
  label(
    "food",
    "cooking, eating and drinks; texts about food; meals, recipes and restaurants",
    "soup, bread, cheese, pizza, salad, pasta, cake, rice, pancakes, cookies, stew, pie",
    `The {w} was delicious and fresh.
    {name} cooked {w} for dinner.
    Add salt and pepper to the {w} and stir.
    The restaurant in {place} serves good {w}.
    For the recipe you need {w} and {n} eggs.
    {name} ate too much {w} at lunch.
    Bake the {w} in the oven for {n} minutes.
    The kitchen smells of {w} and butter.
    We had {w} for breakfast.
    The waiter brought {w} and a glass of juice.
    {name} likes {w} with garlic and onions.
    ---
    For lunch {name} cooked fresh {w} in the kitchen.
    The recipe for {w} needs butter and salt.
    We ate delicious {w} at the restaurant.`,
  ),
  label(
    "weather",
    "rain, sun, wind and snow; texts about the weather; forecasts and temperatures",
    "rain, snow, fog, wind, hail, storms, thunder, frost, showers, clouds, sunshine, drizzle",
    `Tomorrow there will be {w} in {place}.
    The forecast says {w} and {n} degrees.
    After the {w} the sky was clear again.
    It is cold outside, with {w} all day.
    The {w} will stop in the evening, then the sun comes out.
    Temperatures fall below zero and {w} is likely.
    {place} had {w} for {n} days.
    Take an umbrella, {w} is coming.
    A warm and dry weekend follows the {w}.
    Heavy {w} is expected in the north.
    ---
    The forecast for {place} is {w} and cold wind.
    It will be warm outside after the {w}.
    The sky is grey and heavy {w} is likely tomorrow.`,
  ),
  label(
    "travel",
    "trips, hotels and flights; texts about travel; holidays and tickets for trains",
    "train, plane, ship, bus, ferry, flight, cruise, tour, trip, journey",
    `The {w} to {place} leaves at {n}.
    {name} booked a hotel and a {w} to {place}.
    Our {w} to the island took {n} hours.
    Passengers of the {w} wait at the gate with their luggage.
    {name} packed a suitcase for the {w}.
    We spent our holiday in {place} and came back by {w}.
    The {w} was late, so the tourists missed the connection.
    Do not forget your passport for the {w} to {place}.
    The guide showed the tourists the old town after the {w}.
    {name} wants a window seat for the {w}.
    ---
    {name} took a {w} to {place} for the holiday.
    The hotel in {place} is near the {w}, the tourists said.
    The luggage and the passport are ready for the {w}.`,
  ),
  label(
    "money",
    "banks, prices and payments; messages about money; bills, loans and savings",
    "loan, bill, salary, account, tax, rent, budget, debt, savings, pension, mortgage",
    `The bank raised the fee for the {w}.
    {name} paid the {w} with {n} dollars.
    The {w} costs {n} euros a month.
    {name} cannot pay the {w} this month.
    How much interest do I pay for the {w}?
    The {w} grew by {n} percent this year.
    {name} invested in shares and used the {w}.
    The price is too high for our {w}.
    I transferred {n} euros for the {w}.
    The bank sent {name} a letter about the {w}.
    ---
    The bank asked {name} to pay the {w}.
    {n} dollars were transferred for the {w}.
    The interest and the price of the {w} are too high.`,
  ),
  label(
    "health",
    "illness, doctors and medicine; texts about health; patients and hospitals",
    "fever, cough, headache, cold, flu, allergy, infection, rash, pain, injury",
    `{name} went to the doctor because of a {w}.
    The nurse gave {name} medicine against the {w}.
    The {w} lasted {n} days.
    Patients with {w} should stay in bed.
    The hospital in {place} treats {w}.
    The pills helped against the {w}.
    {name} feels ill and has a {w}.
    The doctor says that the {w} needs rest.
    A vaccine can protect you from the {w}.
    {name} broke an arm and has {w} too.
    ---
    The doctor in {place} gave {name} pills for the {w}.
    {name} was ill with {w} and stayed in the hospital.
    Rest and medicine helped the patient with the {w}.`,
  ),
  label(
    "music",
    "songs, bands and concerts; texts about music; instruments and singers",
    "guitar, piano, violin, drum, trumpet, flute, cello, harp, organ, saxophone",
    `{name} plays the {w} in a band.
    The song begins with a {w}.
    The concert in {place} had a long {w} solo.
    {name} practises the {w} and sings.
    The orchestra needs a new {w}.
    The album of {name} has {n} songs with {w}.
    The melody was played on a {w}.
    The singer and the {w} were not in tune.
    {name} wrote a tune for {w} and choir.
    ---
    The band played a song with a {w}.
    {name} sings and plays the {w} at the concert.
    The choir and the {w} practise a melody.`,
  ),
  label(
    "school",
    "lessons, teachers and exams; texts about school; pupils and homework",
    "math, history, biology, spelling, geography, reading, chemistry, physics, grammar",
    `The teacher gave us {w} homework.
    {name} passed the {w} exam.
    Pupils in {place} have {n} hours of {w} a week.
    The {w} lesson was boring for the pupils.
    {name} got a good grade in {w}.
    The {w} book is in the classroom.
    Students must study {w} for the test.
    The class wrote a {w} test on Friday.
    {name} is the best student in {w}.
    ---
    The {w} teacher gave the pupils a test.
    {name} did the {w} homework in the classroom.
    The students have an exam in {w}.`,
  ),
  label(
    "animals",
    "pets and wild animals; texts about animals; birds, dogs and other creatures",
    "dog, cat, horse, rabbit, fox, owl, bear, wolf, parrot, goat, duck, hedgehog",
    `The {w} sleeps in its nest.
    {name} feeds the {w} twice a day.
    A wild {w} was seen in the forest near {place}.
    The {w} has {n} babies.
    The zoo got a young {w}.
    The {w} wagged its tail and ran away.
    The vet looked at the paws of the {w}.
    The {w} hunts at night.
    {name} has a {w} as a pet.
    ---
    A young {w} was seen in the zoo.
    {name} feeds the wild {w} in the forest.
    The pet of {name} is a {w} with a long tail.`,
  ),
  label(
    "computers",
    "software, hardware and networks; texts about computers; programs and screens",
    "laptop, server, printer, keyboard, browser, router, program, website, database, monitor",
    `The {w} does not start after the update.
    {name} installed new software on the {w}.
    The {w} needs {n} gigabytes of memory.
    Please restart the {w} and enter your password.
    The {w} was attacked by a virus.
    {name} writes code for the {w}.
    The network of the {w} is slow.
    Plug in the cable of the {w}.
    The files on the {w} were deleted.
    ---
    The software update of the {w} deleted the files.
    {name} entered the password and restarted the {w}.
    The memory of the {w} is too small for the program.`,
  ),
  label(
    "garden",
    "plants, flowers and soil; texts about gardens; seeds and trees",
    "roses, tulips, tomatoes, beans, herbs, daisies, lilies, pumpkins, carrots, shrubs",
    `{name} planted {w} in the garden.
    The {w} need water and sun.
    Put the seeds of the {w} into the soil in spring.
    The {w} bloom for {n} weeks.
    {name} cut the {w} and pulled the weeds.
    The {w} grow well beside the hedge.
    Snails ate the leaves of the {w}.
    The lawn and the {w} are dry.
    ---
    The {w} in the garden bloom in spring.
    {name} put seeds and water on the soil for the {w}.
    The leaves of the {w} grow in the sun.`,
  ),
  label(
    "cars",
    "cars, roads and driving; texts about cars; engines and tyres",
    "engine, brake, tyre, wheel, bumper, gearbox, windscreen, motor, clutch",
    `The {w} of the car makes a noise.
    {name} took the car to the garage because of the {w}.
    The driver changed the {w} on the road.
    The car needs a new {w} and fuel.
    The {w} broke at {n} miles an hour.
    The mechanic in {place} repaired the {w}.
    {name} parked the car with a broken {w}.
    The old van has a loud {w}.
    ---
    The mechanic changed the {w} of the car.
    {name} stopped the car on the road because the {w} broke.
    The garage in {place} has a new {w} for the van.`,
  ),
];
