package io.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.jobs.dataset.DatasetJob;
import io.millrace.jobs.dispatch.DispatchJob;
import io.millrace.jobs.ingest.IngestJob;
import io.millrace.jobs.objectify.ObjectifyJob;
import io.millrace.jobs.projection.ProjectionJob;
import io.millrace.jobs.rules.RulesJob;
import io.millrace.jobs.runtime.option.OptionException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobMainTest {
  /** A program's main. */
  interface Main {
    void run(String... args) throws Exception;
  }

  static Map<String, Main> mains() {
    return Map.of(
        "ingest", IngestJob::main,
        "rules", RulesJob::main,
        "objectify", ObjectifyJob::main,
        "projection", ProjectionJob::main,
        "dispatch", DispatchJob::main,
        "dataset", DatasetJob::main);
  }

  @ParameterizedTest
  @MethodSource("names")
  void help_prints_the_options_and_submits_nothing(String name) throws Exception {
    PrintStream standard = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      mains().get(name).run("--help");
    } finally {
      System.setOut(standard);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("millrace-" + name, "--kafka.bootstrap-servers", "--registry.url", "127.0.0.1");
  }

  @ParameterizedTest
  @MethodSource("names")
  void an_unknown_option_is_refused_before_anything_is_submitted(String name) {
    assertThatThrownBy(() -> mains().get(name).run("--kafka.bootstrap", "127.0.0.1:9092"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("--kafka.bootstrap is not known")
        .hasMessageContaining("kafka.bootstrap-servers");
  }

  static Iterable<String> names() {
    return mains().keySet();
  }
}
