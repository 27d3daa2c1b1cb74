/** Tools that know or calculate something. */

import { number, placeName } from "../../names";
import { phrasingsOf } from "../../phrasings";
import { amount, sum, unit } from "../value-draws";
import type { Kind } from "./kind";

export const weather: Kind = {
  names: phrasingsOf(`
    get_weather|Tells the weather in a city.
    weather|The weather of a city.
    current_weather|Gives the weather now.
    weather-today|Tells how the weather is.
    ---
    weather_in_city|Tells the weather.
    city_weather|The weather now in a city.
  `),
  params: { city: placeName, days: ({ random }) => random.int(2, 9) },
  optional: ["days"],
  questions: phrasingsOf(`
    What is the weather in {city}?
    How is the weather in {city}?
    weather {city}
    Tell me the weather in {city}.
    I travel to {city}. How is the weather there?
    What is the weather in {city} for {days} days?
    Give me the weather of {city} for the next {days} days.
    Weather in {city}, please.
    ---
    I am in {city}. What is the weather?
    Please tell me the weather of {city}.
    How is the weather in {city} for the next {days} days?
  `),
  result: { weather: ({ random }) => random.pick(["rain", "snow", "sun", "fog", "wind", "storm"]) },
  said: phrasingsOf(`
    It is {weather} in {city}.
    {city} has {weather} today.
    ---
    The weather in {city} is {weather}.
  `),
};

export const clock: Kind = {
  names: phrasingsOf(`
    current_time|Tells the time.
    get_time|The time now.
    clock|Gives the time.
    now|What time it is.
    ---
    time_now|Tells the time now.
    what_time|Gives the time.
  `),
  params: {},
  questions: phrasingsOf(`
    What time is it?
    Tell me the time.
    What is the time?
    time?
    I need the time.
    How late is it?
    ---
    Please tell me the time.
    What time is it now?
  `),
  result: { time: ({ random }) => `${random.int(10, 23)}:${random.int(10, 59)}` },
  said: phrasingsOf(`
    It is {time}.
    {time}
    ---
    The time is {time}.
  `),
};

export const distance: Kind = {
  names: phrasingsOf(`
    get_distance|Tells how far two towns are apart.
    distance|The distance of two towns.
    route|Finds the way between two towns.
    ---
    how_far|Tells the distance of two towns.
    town_distance|How far it is.
  `),
  params: { start: placeName, end: placeName },
  questions: phrasingsOf(`
    How far is it from {start} to {end}?
    What is the distance from {start} to {end}?
    How many miles are between {start} and {end}?
    I go from {start} to {end}. How far is that?
    ---
    Tell me how far it is from {start} to {end}.
    What is the distance between {start} and {end}?
  `),
  result: { distance: amount },
  said: phrasingsOf(`
    It is {distance} miles.
    From {start} to {end} it is {distance} miles.
    ---
    {start} and {end} are {distance} miles apart.
  `),
};

export const calculator: Kind = {
  names: phrasingsOf(`
    calculate|Calculates.
    calculator|Calculates an expression.
    math|Does sums.
    compute|Computes an expression.
    ---
    calc|Calculates sums.
    do_math|Computes the result of an expression.
  `),
  params: { expression: sum },
  questions: phrasingsOf(`
    Calculate {expression}.
    What is {expression}?
    {expression} = ?
    Compute {expression}.
    How much is {expression}?
    I need the result of {expression}.
    ---
    Please calculate {expression}.
    Tell me the result of {expression}.
    How much is {expression}, please?
  `),
  result: { result: (source) => number(source, 9_999) },
  said: phrasingsOf(`
    {result}
    The result is {result}.
    ---
    The result is {result}.
  `),
};

export const unitConverter: Kind = {
  names: phrasingsOf(`
    convert|Converts a value from one unit to another.
    unit_converter|Converts units.
    convert-units|Turns one unit into another.
    ---
    units|Converts one unit to another.
    convert_value|Converts units.
  `),
  params: { value: amount, from: unit, to: unit },
  questions: phrasingsOf(`
    Convert {value} {from} to {to}.
    How many {to} are {value} {from}?
    What are {value} {from} in {to}?
    Turn {value} {from} into {to}.
    {value} {from} in {to}
    ---
    Please convert {value} {from} into {to}.
    I have {value} {from}. How many {to} are that?
    How much is {value} {from} in {to}?
  `),
  result: { result: (source) => number(source, 9_999) },
  said: phrasingsOf(`
    {value} {from} are {result} {to}.
    ---
    {value} {from} is {result} {to}.
  `),
};
