/** Tools that look something up for a shop or an office. */

import { code } from "../../names";
import { phrasingsOf } from "../../phrasings";
import { amount, fullName, thing } from "../value-draws";
import type { Kind } from "./kind";

export const orderLookup: Kind = {
  names: phrasingsOf(`
    lookup_order|Looks up an order.
    get_order|Gives an order by its code.
    order_status|Tells the status of an order.
    find-order|Finds an order.
    ---
    order_lookup|Looks up the status of an order.
    check_order|Gives the status of an order.
  `),
  params: { order_id: code },
  questions: phrasingsOf(`
    Where is order {order_id}?
    What is the status of order {order_id}?
    Look up order {order_id}.
    Has my order {order_id} been sent?
    My order is {order_id}. What is its status?
    order {order_id} status
    ---
    Please look up the status of order {order_id}.
    Has order {order_id} been paid?
    My order {order_id}, where is it?
  `),
  result: { status: ({ random }) => random.pick(["sent", "paid", "lost", "open", "closed", "waiting"]) },
  said: phrasingsOf(`
    The order {order_id} is {status}.
    Order {order_id}: {status}
    ---
    The status of {order_id} is {status}.
  `),
};

export const stock: Kind = {
  names: phrasingsOf(`
    check_stock|Tells how many pieces of a product are in stock.
    stock|How many pieces there are.
    inventory|Counts the pieces of a product.
    ---
    stock_of|Tells the stock of a product.
    count_pieces|How many pieces of a product there are.
  `),
  params: { product: thing },
  questions: phrasingsOf(`
    How many pieces of the {product} are in stock?
    Is the {product} in stock?
    Check the stock of the {product}.
    Do we have the {product} in stock?
    stock of {product}
    ---
    Please check if the {product} is in stock.
    What is the stock of the {product}?
  `),
  result: { stock: amount },
  said: phrasingsOf(`
    There are {stock} pieces.
    We have {stock} of the {product}.
    ---
    There are {stock} of the {product}.
  `),
};

export const phoneBook: Kind = {
  names: phrasingsOf(`
    find_user|Finds a person by name.
    get_contact|Gives the phone number of a person.
    phone_book|Finds phone numbers.
    ---
    find_phone|Finds the phone number of a person.
    contact|Gives the number of a person.
  `),
  params: { name: fullName },
  questions: phrasingsOf(`
    What is the phone number of {name}?
    Find the phone number of {name}.
    I want to call {name}. What is the number?
    Look up the number of {name}.
    phone {name}
    ---
    Please find the number of {name}.
    Give me the phone number of {name}.
  `),
  result: { phone: ({ random }) => `${random.int(100, 999)}-${random.int(1000, 9999)}` },
  said: phrasingsOf(`
    The number of {name} is {phone}.
    {phone}
    ---
    {name} has the number {phone}.
  `),
};
