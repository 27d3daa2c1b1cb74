/** Tools that do something for the user. */

import { code, firstName, inventedWord } from "../../names";
import { phrasingsOf } from "../../phrasings";
import { amount, day, food, message } from "../value-draws";
import type { Kind } from "./kind";

export const noteSender: Kind = {
  names: phrasingsOf(`
    send_note|Sends a note to somebody.
    send_message|Sends a message to a person.
    notify|Sends somebody a message.
    write-to|Writes to a person.
    ---
    message_person|Sends a note to a person.
    note_sender|Sends notes.
  `),
  params: { to: firstName, text: message },
  questions: phrasingsOf(`
    Send {to} a note: {text}
    Tell {to}: {text}
    Write to {to}: {text}
    Send a message to {to}: {text}
    Send "{text}" to {to}.
    Message for {to}: {text}
    ---
    Please send {to} this message: {text}
    Send the note "{text}" to {to}.
    Write this to {to}: {text}
  `),
  result: { status: ({ random }) => random.pick(["sent", "waiting", "read"]) },
  said: phrasingsOf(`
    The note to {to} was sent.
    Sent to {to}.
    ---
    The message to {to} was sent.
  `),
};

export const roomBooking: Kind = {
  names: phrasingsOf(`
    book_room|Books a room for a day.
    reserve_room|Reserves a room.
    room_booking|Books rooms.
    ---
    room|Books a room.
    book-a-room|Reserves a room for a day.
  `),
  params: { room: code, day },
  questions: phrasingsOf(`
    Book room {room} for {day}.
    Reserve room {room} on {day}.
    I need room {room} on {day}.
    On {day} I want room {room}.
    Can you book {room} for {day}?
    ---
    Please reserve {room} for {day}.
    Book room {room}. I need it on {day}.
  `),
  result: { booking: code },
  said: phrasingsOf(`
    The room {room} is booked for {day}.
    Booked as {booking}.
    ---
    The booking of {room} is {booking}.
  `),
};

export const listKeeper: Kind = {
  names: phrasingsOf(`
    add_item|Adds an item to a list.
    add_to_list|Puts something on a list.
    list-add|Adds to a list.
    ---
    put_on_list|Puts an item on a list.
    new_item|Adds an item to a list.
  `),
  params: { item: food, list: inventedWord },
  questions: phrasingsOf(`
    Add {item} to the list {list}.
    Put {item} on the list {list}.
    Add {item} to {list}.
    Put {item} on my {list} list.
    I need {item} on the list {list}.
    ---
    Please add {item} to my list {list}.
    The list {list} needs {item}. Add it.
  `),
  result: { items: ({ random }) => random.int(2, 30) },
  said: phrasingsOf(`
    {item} was added to {list}.
    Added {item}.
    ---
    {item} is on the list {list}.
  `),
};

export const timer: Kind = {
  names: phrasingsOf(`
    start_timer|Starts a timer.
    timer|Sets a timer in minutes.
    set_timer|Starts a timer of some minutes.
    ---
    new_timer|Starts a new timer.
    minutes_timer|Sets a timer.
  `),
  params: { minutes: amount },
  questions: phrasingsOf(`
    Start a timer for {minutes} minutes.
    Set a timer of {minutes} minutes.
    Timer, {minutes} minutes.
    Tell me when {minutes} minutes are over.
    ---
    Please set a timer for {minutes} minutes.
    I need a timer of {minutes} minutes.
  `),
  result: { timer: code },
  said: phrasingsOf(`
    The timer is set for {minutes} minutes.
    ---
    The timer of {minutes} minutes is set.
  `),
};
