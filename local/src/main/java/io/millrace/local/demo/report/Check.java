package io.millrace.local.demo.report;

/**
 * One promise of the demo and whether it was kept.
 *
 * @param name what was promised, as a sentence
 * @param holds whether it was kept
 * @param detail the numbers behind it
 */
public record Check(String name, boolean holds, String detail) {

  /** A count that must be exact. */
  public static Check equal(String name, long expected, long found) {
    return new Check(
        name,
        expected == found,
        expected == found ? String.valueOf(found) : found + " instead of " + expected);
  }

  /** The line of the check list. */
  public String line() {
    return String.format("  %-6s  %s: %s", holds ? "ok" : "FAILED", name, detail);
  }
}
