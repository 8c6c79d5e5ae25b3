package io.millrace.bench.flink;

import io.millrace.bench.rules.Pass;
import io.millrace.bench.rules.PlainIndex;
import io.millrace.bench.rules.Reading;
import io.millrace.bench.rules.Readings;

/**
 * The matches that a judge finds in a beginning of the stream, beside those of an index that knows
 * nothing of rules or Flink.
 *
 * @param observations that were looked at
 */
record Check(long observations, long found, long expected) {
  /** Flink CEP takes long for many patterns: its matches are checked on fewer devices. */
  private static final int CEP_DEVICES = 1_000;

  private static final int CEP_OBSERVATIONS = 20_000;
  private static final int OBSERVATIONS = 200_000;

  /** As many observations as make each device report more than once. */
  static Check of(Cell cell, Judge judge) throws Exception {
    return judge == Judge.CEP
        ? of(new Cell(cell.work(), CEP_DEVICES, cell.backend()), judge, CEP_OBSERVATIONS)
        : of(cell, judge, OBSERVATIONS);
  }

  static Check of(Cell cell, Judge judge, int observations) throws Exception {
    Reading[] readings = Readings.stream(cell.devices(), observations);
    long expected =
        Pass.run(new PlainIndex(cell.rules()), readings, observations, Long.MAX_VALUE).matches();
    return new Check(observations, new CellRun(cell, judge).matches(observations), expected);
  }

  /** Whether they are the same, and any at all. */
  boolean passed() {
    return found == expected && expected > 0;
  }
}
