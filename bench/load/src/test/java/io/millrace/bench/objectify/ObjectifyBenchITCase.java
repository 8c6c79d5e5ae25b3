package io.millrace.bench.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bench.flink.Rate;
import io.millrace.bench.load.BenchMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That all keep each object once; how fast is not asserted. */
class ObjectifyBenchITCase {
  private static final int OBJECTS = 1_001;

  @ParameterizedTest
  @EnumSource(Keeper.class)
  void eachKeepsAllObjectsAndGoesOn(Keeper keeper) throws Exception {
    try (ObjectifyRun job = new ObjectifyRun(keeper, OBJECTS, 2)) {
      job.fill();
      Rate rate = job.rate(0, 200_000_000);
      assertThat(rate.perSecond()).isPositive().isFinite();
      assertThat(job.objects()).isEqualTo(OBJECTS);
      double bytes = job.bytesAnObject();
      // A number, with its key; an object has its properties and who said them.
      assertThat(bytes).isBetween(10.0, 2_000.0);
      if (keeper == Keeper.OBJECTIFY) {
        assertThat(bytes).isGreaterThan(100);
      }
    }
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    StringWriter err = new StringWriter();
    int status =
        BenchMain.commandLine()
            .setErr(new PrintWriter(err))
            .execute("objectify", "--objects", "1", "--parallelism", "2");
    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("needs an object");
  }
}
