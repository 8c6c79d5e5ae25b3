package io.millrace.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bench.flink.Cell.Backend;
import io.millrace.bench.load.BenchMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the cells find what they are to find; how fast is not asserted. */
class CellITCase {
  private static final int DEVICES = 1000;
  private static final int OBSERVATIONS = 10_000;

  /** Each kind of rule once: the bench itself checks every cell before it measures it. */
  @ParameterizedTest
  @CsvSource({"W3, HEAP", "W5, HEAP", "W6, HEAP", "W7, ROCKSDB"})
  void theRulesOperatorFindsWhatIsFoundByHand(String work, Backend backend) throws Exception {
    check(work, backend, Judge.RULES, OBSERVATIONS);
  }

  @ParameterizedTest
  @CsvSource({"W5, HEAP", "W7, ROCKSDB"})
  void flinkCepFindsWhatIsFoundByHand(String work, Backend backend) throws Exception {
    check(work, backend, Judge.CEP, OBSERVATIONS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FRAME", "RULES", "CEP"})
  void eachJudgeIsMeasuredByTheEventTimeThatComesOut(Judge judge) throws Exception {
    Rate rate = new CellRun(new Cell("W5", DEVICES, Backend.HEAP), judge).rate(0, 1);
    assertThat(rate.perSecond()).isPositive().isFinite();
    assertThat(rate.perCore()).isPositive();
  }

  @Test
  void patternsTakeMoreStateThanThresholdsThatRememberNothing() throws Exception {
    double thresholds = StateSize.bytesPerDevice(new Cell("W2", DEVICES, Backend.HEAP));
    double patterns = StateSize.bytesPerDevice(new Cell("W6", DEVICES, Backend.HEAP));
    // The place of the device's last message alone.
    assertThat(thresholds).isBetween(20.0, 500.0);
    assertThat(patterns).isGreaterThan(2 * thresholds);
  }

  @Test
  void noMatchesProveNothing() {
    assertThat(new Check(10, 0, 0).passed()).isFalse();
    assertThat(new Check(10, 2, 3).passed()).isFalse();
    assertThat(new Check(10, 3, 3).passed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--devices 999 | divisors of a million",
        "--backend disk | heap or rocksdb",
        "--work W4t | no cell",
        "--work W9 | no workload W9"
      })
  void whatCannotBeMeasuredIsRefused(String arguments, String reason) {
    StringWriter err = new StringWriter();
    int status =
        BenchMain.commandLine()
            .setErr(new PrintWriter(err))
            .execute(("rules-flink " + arguments).split(" "));
    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains(reason);
  }

  private static void check(String work, Backend backend, Judge judge, int observations)
      throws Exception {
    Check check = Check.of(new Cell(work, DEVICES, backend), judge, observations);
    assertThat(check.expected()).isPositive();
    assertThat(check.found()).isEqualTo(check.expected());
  }
}
