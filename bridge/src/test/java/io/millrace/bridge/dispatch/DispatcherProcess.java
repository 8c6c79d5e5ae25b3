package io.millrace.bridge.dispatch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.bridge.kafka.KafkaOptions;
import io.millrace.bridge.option.OptionSet;
import io.millrace.bridge.option.OptionSources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A dispatcher in a process of its own, for it to be killed. */
final class DispatcherProcess implements AutoCloseable {
  private final Process process;

  DispatcherProcess(Path log, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DispatcherProcess.class.getName()));
    command.addAll(List.of(options));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
            .start();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    kill();
  }

  public static void main(String[] args) throws Exception {
    OptionSet options =
        new OptionSet(
            KafkaOptions.PROPERTIES,
            Stream.concat(KafkaOptions.ALL.stream(), DispatchOptions.ALL.stream()).toList());
    Dispatcher.of(
            OptionSources.read(options, List.of(args), Map.of()), null, new SimpleMeterRegistry())
        .start();
  }
}
