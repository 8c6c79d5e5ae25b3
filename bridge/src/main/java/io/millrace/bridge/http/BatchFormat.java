package io.millrace.bridge.http;

/** How messages stand together in one body. */
enum BatchFormat {
  /** One JSON object after the other, a line each. */
  LINES,
  /** A JSON array of objects. */
  ARRAY,
  /** A JSON array of CloudEvents. */
  EVENTS
}
